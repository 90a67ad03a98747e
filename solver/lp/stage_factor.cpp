#include "lp/stage_factor.hpp"

#include <algorithm>

namespace decawatt::lp {

StageFactor::StageFactor(int local_rows, int state_rows, const std::vector<std::vector<int>>& adjacent)
    : local_(local_rows), states_(state_rows) {
    const int rows = local_rows + state_rows;
    const auto size = static_cast<std::size_t>(rows);
    std::vector<std::vector<char>> filled(size, std::vector<char>(size, 0));  // [column][row]
    for (int i = 0; i < rows; ++i)
        for (const int j : adjacent[static_cast<std::size_t>(i)])
            filled[static_cast<std::size_t>(std::min(i, j))][static_cast<std::size_t>(std::max(i, j))] = 1;
    for (int k = 0; k < local_; ++k) {
        const auto& column = filled[static_cast<std::size_t>(k)];
        rows_.push_back(k);
        for (int i = k + 1; i < local_; ++i)
            if (column[static_cast<std::size_t>(i)]) rows_.push_back(i);
        local_end_.push_back(static_cast<int>(rows_.size()));
        for (int i = local_; i < rows; ++i)
            if (column[static_cast<std::size_t>(i)]) rows_.push_back(i);
        start_.push_back(static_cast<int>(rows_.size()));
        for (int j = start_[static_cast<std::size_t>(k)] + 1; j < start_.back(); ++j)
            for (int i = j; i < start_.back(); ++i)
                filled[static_cast<std::size_t>(rows_[static_cast<std::size_t>(j)])]
                      [static_cast<std::size_t>(rows_[static_cast<std::size_t>(i)])] = 1;
    }
    for (int k = 0; k < local_; ++k)
        for (int j = start_[static_cast<std::size_t>(k)] + 1; j < start_[static_cast<std::size_t>(k) + 1]; ++j)
            for (int i = j; i < start_[static_cast<std::size_t>(k) + 1]; ++i)
                targets_.push_back(position(rows_[static_cast<std::size_t>(i)], rows_[static_cast<std::size_t>(j)]));
}

int StageFactor::position(int row, int column) const {
    if (column >= local_) return state_offset() + triangle::position(states_, row - local_, column - local_);
    const auto first = rows_.begin() + start_[static_cast<std::size_t>(column)];
    const auto last = rows_.begin() + start_[static_cast<std::size_t>(column) + 1];
    return static_cast<int>(std::lower_bound(first, last, row) - rows_.begin());
}

std::vector<int> StageFactor::reach(const std::vector<int>& rows) const {
    std::vector<char> reached(static_cast<std::size_t>(local_), 0);
    for (const int row : rows)
        if (row < local_) reached[static_cast<std::size_t>(row)] = 1;
    std::vector<int> found;
    for (int k = 0; k < local_; ++k) {
        if (!reached[static_cast<std::size_t>(k)]) continue;
        found.push_back(k);
        for (int i = start_[static_cast<std::size_t>(k)]; i < local_end_[static_cast<std::size_t>(k)]; ++i)
            reached[static_cast<std::size_t>(rows_[static_cast<std::size_t>(i)])] = 1;
    }
    return found;
}

bool StageFactor::factorise_local(Lanes* block) const {
    const int* target = targets_.data();
    for (int k = 0; k < local_; ++k) {
        Lanes* column = block + start_[static_cast<std::size_t>(k)];
        const int count = start_[static_cast<std::size_t>(k) + 1] - start_[static_cast<std::size_t>(k)];
        if (!all_positive(column[0])) return false;
        const Lanes inverse = inverse_root(column[0]);
        column[0] = inverse;
        for (int i = 1; i < count; ++i) column[i] *= inverse;
        for (int j = 1; j < count; ++j) {
            const Lanes factor = column[j];
            for (int i = j; i < count; ++i) block[*target++] -= column[i] * factor;
        }
    }
    return true;
}

void StageFactor::forward(const Lanes* block, Lanes* x) const {
    for (int k = 0; k < local_; ++k) {
        const int first = start_[static_cast<std::size_t>(k)], last = start_[static_cast<std::size_t>(k) + 1];
        const Lanes value = x[k] *= block[first];
        for (int i = first + 1; i < last; ++i) x[rows_[static_cast<std::size_t>(i)]] -= block[i] * value;
    }
}

void StageFactor::forward(const Lanes* block, Lanes* x, const std::vector<int>& reach) const {
    for (const int k : reach) {
        const int first = start_[static_cast<std::size_t>(k)], last = start_[static_cast<std::size_t>(k) + 1];
        const Lanes value = x[k] *= block[first];
        for (int i = first + 1; i < last; ++i) x[rows_[static_cast<std::size_t>(i)]] -= block[i] * value;
    }
}

void StageFactor::forward_local(const Lanes* block, Lanes* x) const {
    for (int k = 0; k < local_; ++k) {
        const int first = start_[static_cast<std::size_t>(k)], last = local_end_[static_cast<std::size_t>(k)];
        const Lanes value = x[k] *= block[first];
        for (int i = first + 1; i < last; ++i) x[rows_[static_cast<std::size_t>(i)]] -= block[i] * value;
    }
}

void StageFactor::backward(const Lanes* block, Lanes* x) const {
    for (int k = local_ - 1; k >= 0; --k) {
        const int first = start_[static_cast<std::size_t>(k)], last = start_[static_cast<std::size_t>(k) + 1];
        Lanes value = x[k];
        for (int i = first + 1; i < last; ++i) value -= block[i] * x[rows_[static_cast<std::size_t>(i)]];
        x[k] = value * block[first];
    }
}

void StageFactor::backward_local(const Lanes* block, Lanes* x) const {
    for (int k = local_ - 1; k >= 0; --k) {
        const int first = start_[static_cast<std::size_t>(k)], last = local_end_[static_cast<std::size_t>(k)];
        Lanes value = x[k];
        for (int i = first + 1; i < last; ++i) value -= block[i] * x[rows_[static_cast<std::size_t>(i)]];
        x[k] = value * block[first];
    }
}

}  // namespace decawatt::lp
