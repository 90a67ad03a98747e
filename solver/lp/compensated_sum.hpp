// A sum that keeps what rounding drops (Neumaier, ZAMM 54, 1974).
#pragma once

#include <cmath>

namespace decawatt::lp {

class Sum {
  public:
    Sum& operator+=(double term) {
        const double total = total_ + term;
        dropped_ += std::abs(total_) >= std::abs(term) ? (total_ - total) + term : (term - total) + total_;
        total_ = total;
        return *this;
    }
    Sum& operator+=(const Sum& other) { return (*this += other.total_) += other.dropped_; }
    double value() const { return total_ + dropped_; }

  private:
    double total_ = 0.0, dropped_ = 0.0;
};

}  // namespace decawatt::lp
