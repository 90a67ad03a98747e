#include "lp/border_view.hpp"

namespace decawatt::lp {

void BorderView::set_zero(int shared_size, int states) {
    shared.setZero(shared_size);
    in.assign(static_cast<std::size_t>(states), Lanes{});
    out.assign(static_cast<std::size_t>(states), Lanes{});
}

void BorderFactor::set_zero(int border, int links) {
    schur.setZero(border + links, border + links);
    diagonal.setZero(border);
    link_border.setZero(links, border);
    link_link.setZero(links, links);
}

}  // namespace decawatt::lp
