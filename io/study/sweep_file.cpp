#include "io/study/sweep_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/nearest_name.hpp"
#include "io/study/raw_study.hpp"
#include "io/study/sweep_axes.hpp"
#include "io/study/year_range.hpp"

namespace decawatt::io {

namespace {

constexpr std::int64_t kLastWeatherYear = 1'000'000;
const std::set<std::string> kTaken = {"compare", "sweep"};  // files in a folder of results that do not belong to cases
constexpr const char* kSafeName =
    "at most 180 letters, digits, dots, dashes and underscores, not beginning with a dot or dash";

struct Leaf {  // one key of a section: `"a.b.c" = 1` and `a.b.c = 1` are equivalent
    std::string path;
    const toml::node* node;
};

void collect(const toml::table& table, const std::string& prefix, std::vector<Leaf>& leaves) {
    for (const auto& [key, node] : table)
        if (const auto* inner = node.as_table())
            collect(*inner, prefix + std::string(key.str()) + ".", leaves);
        else
            leaves.push_back({prefix + std::string(key.str()), &node});
}

std::vector<Leaf> leaves_of(const toml::table& table) {  // in the order of the file
    std::vector<Leaf> leaves;
    collect(table, "", leaves);
    std::ranges::stable_sort(leaves, {}, [](const Leaf& leaf) {
        const auto begin = leaf.node->source().begin;
        return std::pair(begin.line, begin.column);
    });
    return leaves;
}

class SweepReader {
  public:
    SweepReader(const std::filesystem::path& path, bool allow_outside) : name_(path.filename().string()) {
        sweep_.file = path;
        sweep_.allow_outside = allow_outside;
        if (auto parsed = parse_settings(read_study_file(path, name_), faults_)) root_ = std::move(*parsed);
    }

    Sweep read() {
        if (faults_.empty()) {
            check_keys(root_, "", {"study", "years", "variant", "start_along", "set", "grid", "case"});
            read_study_path();
            read_years();
            shared_.variant = text(root_.get("variant"), "variant").value_or("");
            if (const toml::table* set = table_at(root_, "set")) shared_.overrides = overrides(*set, "set.");
            read_grid();
            read_list();
            check_names();
        }
        if (!faults_.empty()) throw base::InputError(faults_.sorted({name_}));
        return std::move(sweep_);
    }

  private:
    void fault(const std::string& field, const toml::node* node, std::string found, std::string expected) {
        faults_.add({name_, field, node ? static_cast<int>(node->source().begin.line) : 0, std::move(found),
                     std::move(expected)});
    }

    void check_keys(const toml::table& table, const std::string& prefix, const std::vector<std::string>& known) {
        for (const auto& [key, node] : table)
            if (std::ranges::find(known, key.str()) == known.end())
                fault(prefix + std::string(key.str()), &node, "an unknown key", base::one_of(key.str(), known));
    }

    std::optional<std::string> text(const toml::node* node, const std::string& field) {
        if (!node) return std::nullopt;
        if (const auto* found = node->as_string()) return found->get();
        fault(field, node, text_of(*node), "a text");
        return std::nullopt;
    }

    const toml::table* table_at(const toml::table& from, const std::string& key) {
        const toml::node* node = from.get(key);
        if (node && !node->is_table()) fault(key, node, text_of(*node), fmt::format("a section [{}]", key));
        return node ? node->as_table() : nullptr;
    }

    void read_study_path() {
        const toml::node* node = root_.get("study");
        if (!node) fault("study", nullptr, "no such key", "the study's folder, relative to this file");
        const auto given = text(node, "study");
        if (!given) return;
        constexpr const char* kExpected = "a folder with study.toml, or that file, relative to this file";
        const StudyScope scope(sweep_.file.parent_path(), sweep_.allow_outside);
        if (const auto refused = scope.outside(*given))
            return fault("study", node, refused->found(), refused->expected);
        sweep_.study = scope.path(*given).lexically_normal();
        std::error_code error;
        if (given->empty() || !std::filesystem::exists(sweep_.study, error)) fault("study", node, *given, kExpected);
    }

    void read_years() {
        const toml::node* node = root_.get("years");
        if (!node) return;
        const auto years = node->is_string() || node->is_integer() ? parse_year_range(text_of(*node)) : std::nullopt;
        if (!years) return fault("years", node, text_of(*node), "a year, or a text like \"2030:2035\"");
        std::tie(sweep_.first_year, sweep_.last_year) = *years;
    }

    std::vector<Override> overrides(const toml::table& table, const std::string& prefix) {
        std::vector<Override> all;
        for (const Leaf& leaf : leaves_of(table))
            if (leaf.path.find('.') == std::string::npos)
                fault(prefix + leaf.path, leaf.node, "no such table, section or column in a study",
                      "table.row.column "
                      "or section.key");
            else
                all.push_back({leaf.path, text_of(*leaf.node)});
        return all;
    }

    // Weather years of one case.
    std::vector<int> weather_years(const toml::node& node, const std::string& field) {
        std::vector<int> years;
        const auto* list = node.as_array();
        bool good = list && !list->empty();
        for (std::size_t i = 0; good && i < list->size(); ++i) {
            const auto year = list->get(i)->is_integer() ? list->get(i)->value<std::int64_t>() : std::nullopt;
            good = year && 1 <= *year && *year <= kLastWeatherYear &&
                   std::ranges::find(years, static_cast<int>(*year)) == years.end();
            if (good) years.push_back(static_cast<int>(*year));
        }
        if (good) return years;
        fault(field, &node, text_of(node), "a list of different whole numbers >= 1");
        return {};
    }

    // One option of a named axis, with its settings.
    void read_option(const toml::table& table, SweepAxis& axis, const std::string& field) {
        check_keys(table, field + ".", {"name", "set"});
        const auto name = text(table.get("name"), field + ".name");
        if (!name || !is_safe_name(*name))
            fault(field + ".name", &table, name ? *name : "no name", fmt::format("a name of {}", kSafeName));
        const toml::table* set = table["set"].as_table();
        if (!set) fault(field + ".set", &table, "no such table", "what the option sets");
        if (name && set)
            axis.options.push_back({.value = *name, .sets = overrides(*set, field + ".set."), .variant = {}});
    }

    AxisOption option_of(const Leaf& leaf, const toml::node& node, const std::string& field) {
        if (leaf.path == kVariantAxis) {
            const std::string variant = text(&node, field).value_or("");
            return {.value = variant, .sets = {}, .variant = variant};
        }
        if (leaf.path == kWeatherAxis) {
            const std::vector<int> years = weather_years(node, field);
            if (years.empty()) return {.value = text_of(node), .variant = {}};
            return {.value = weather_options(years), .sets = weather_year_overrides(years), .variant = {}};
        }
        return {.value = text_of(node), .sets = {{leaf.path, text_of(node)}}, .variant = {}};
    }

    SweepAxis read_axis(const Leaf& leaf) {
        SweepAxis axis{leaf.path, static_cast<int>(leaf.node->source().begin.line), {}};
        const std::string field = "grid." + leaf.path;
        const auto* list = leaf.node->as_array();
        if (!list || list->empty()) {
            fault(field, leaf.node, list ? "an empty list" : text_of(*leaf.node), "a list of values");
            return axis;
        }
        const bool reserved = leaf.path == kVariantAxis || leaf.path == kWeatherAxis;
        for (const toml::node& node : *list) {
            const bool named = !reserved && leaf.path.find('.') == std::string::npos;
            if (named && !node.is_table())
                fault(field, &node, text_of(node),
                      "table.row.column, section.key, variant or weather_years; or options {name, set}");
            else if (named)
                read_option(*node.as_table(), axis, field);
            else if (node.is_table())
                fault(field, &node, "a table",
                      "values; options {name, set} belong to an axis without a dot in its name");
            else
                axis.options.push_back(option_of(leaf, node, field));
        }
        std::set<std::string> seen;
        for (const AxisOption& option : axis.options)
            if (!seen.insert(option.value).second)
                faults_.add({name_, field, 0, option.value, "distinct values: this one occurs twice"});
        return axis;
    }

    void read_grid() {
        const toml::table* grid = table_at(root_, "grid");
        if (!grid) {
            read_start_along({});
            if (!root_.contains("case"))
                fault("grid", nullptr, "neither grid nor cases", "axes in [grid], or a [[case]] at least");
            return;
        }
        std::vector<SweepAxis> axes;
        for (const Leaf& leaf : leaves_of(*grid)) axes.push_back(read_axis(leaf));
        if (axes.empty()) return fault("grid", grid, "no axis", "an axis at least: a path with a list of its values");
        sweep_.cases = span_cases(axes, shared_, name_, faults_);
        read_start_along(axes);
        grid_line_ = static_cast<int>(grid->source().begin.line);
    }

    void read_start_along(const std::vector<SweepAxis>& axes) {
        const toml::node* node = root_.get("start_along");
        const auto axis = text(node, "start_along");
        if (!axis) return;
        std::vector<std::string> names(axes.size());
        std::ranges::transform(axes, names.begin(), &SweepAxis::name);
        if (std::ranges::find(names, *axis) == names.end())
            return fault("start_along", node, *axis, names.empty() ? "an axis of [grid]" : base::one_of(*axis, names));
        set_starts(*axis, sweep_.cases);
    }

    void read_case(const toml::table& table, std::size_t number) {
        const std::string field = fmt::format("case {}", number);
        check_keys(table, field + ".", {"name", "variant", "weather_years", "set"});
        SweepCase one = shared_;
        one.name = text(table.get("name"), field + ".name").value_or("");
        if (!is_safe_name(one.name))
            fault(field + ".name", &table, table.contains("name") ? one.name : "no name",
                  fmt::format("a name of {}", kSafeName));
        if (const auto variant = text(table.get("variant"), field + ".variant")) {
            one.variant = *variant;
            one.choices.push_back(choice(kVariantAxis, *variant));
        }
        const toml::node* set = table.get("set");
        if (set && !set->is_table()) fault(field + ".set", set, text_of(*set), "a table of paths and values");
        if (set && set->is_table())
            for (const Override& change : overrides(*set->as_table(), field + ".set.")) {
                one.overrides.push_back(change);
                one.choices.push_back(choice(change.path, change.value));
            }
        if (const toml::node* node = table.get("weather_years")) {
            const std::vector<int> years = weather_years(*node, field + ".weather_years");
            for (const Override& change : weather_year_overrides(years)) one.overrides.push_back(change);
            one.choices.push_back(choice(kWeatherAxis, weather_options(years)));
        }
        lines_[sweep_.cases.size()] = static_cast<int>(table.source().begin.line);
        sweep_.cases.push_back(std::move(one));
    }

    void read_list() {
        const toml::node* node = root_.get("case");
        if (!node) return;
        const auto* list = node->as_array();
        if (!list || list->empty() || !list->is_array_of_tables())
            return fault("case", node, "no list of tables", "sections [[case]]");
        for (std::size_t i = 0; i < list->size(); ++i) read_case(*list->get(i)->as_table(), i + 1);
    }

    void check_names() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < sweep_.cases.size(); ++i) {
            const std::string& name = sweep_.cases[i].name;
            const auto line = lines_.find(i);
            const int row = line == lines_.end() ? grid_line_ : line->second;
            if (kTaken.contains(name))
                faults_.add({name_, "case", row, name, "another name: this one is that of a table or list"});
            else if (!name.empty() && !seen.insert(name).second)
                faults_.add({name_, "case", row, name, "a name of its own: another case has this one"});
        }
    }

    std::string name_;
    toml::table root_;
    Faults faults_;
    Sweep sweep_;
    SweepCase shared_;
    int grid_line_ = 0;
    std::map<std::size_t, int> lines_;  // line numbers of the listed cases
};

}  // namespace

StudyRequest Sweep::request(const SweepCase& one) const {
    return {.path = study,
            .variant = one.variant,
            .overrides = one.overrides,
            .first_year = first_year,
            .last_year = last_year,
            .allow_outside = allow_outside};
}

Sweep read_sweep(const std::filesystem::path& path, bool allow_outside) {
    return SweepReader(path, allow_outside).read();
}

}  // namespace decawatt::io
