// Events: the worst ones in memory, or all from disk, some thousands at a time.
#include "io/hdf5/adequacy_events.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "io/common/event_file.hpp"
#include "io/damaged_file.hpp"
#include "io/hdf5/adequacy_places.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

using adequacy::Event;

namespace {
constexpr std::int64_t kSecondsPerHour = 3600;
constexpr hsize_t kChunk = 8192;

// Iterates over the events that are reported, without those of unnamed nodes.
class EventWalk {
  public:
    explicit EventWalk(const AdequacySource& source) : source_(source), index_(source.state.tally.places(), -1) {
        std::int64_t next = 0;
        for (const PlaceKind& kind : kinds_of(source.report))
            for (const std::size_t place : kind.places) index_[place] = next++;
    }

    std::int64_t index(const Event& event) const {  // -1: not reported
        if (event.place >= index_.size()) throw DamagedFile("an event on disk is at no place of its run");
        return index_[event.place];
    }

    void each(const std::function<void(std::span<const Event>)>& take) const {
        const auto reported = [&](std::span<const Event> events) {
            std::vector<Event> some;
            std::ranges::copy_if(events, std::back_inserter(some), [&](const Event& e) { return index(e) >= 0; });
            if (!some.empty()) take(some);
        };
        if (source_.all_events.empty()) reported(source_.state.events);
        for (const EventSource& part : source_.all_events) read_events(part.file, part.run, part.events, reported);
    }

  private:
    const AdequacySource& source_;
    std::vector<std::int64_t> index_;
};

struct Column {
    const char* name;
    Meaning meaning;
    std::function<double(const Event&)> number;
    std::function<std::int64_t(const Event&)> integer;  // empty: a number
};

std::vector<Column> columns_of(const AdequacyReport& report, const EventWalk& walk) {
    return {
        {"sample", {"1", "number of the sample, from 0"}, {}, [](const Event& e) { return std::int64_t{e.sample}; }},
        {"place", {"1", "index of /places"}, {}, [&walk](const Event& e) { return walk.index(e); }},
        {"begin",
         {"seconds since 1970-01-01T00:00:00Z", "start of its first hour"},
         {},
         [begin_s = report.begin_s](const Event& e) { return begin_s + e.first_hour * kSecondsPerHour; }},
        {"duration_h", {"h", "hours"}, {}, [](const Event& e) { return e.hours; }},
        {"depth_mw", {kMegawatt, "unserved in its deepest hour"}, [](const Event& e) { return e.deepest_mw; }, {}},
        {"unserved_mwh", {kMegawattHour, "unserved energy"}, [](const Event& e) { return e.energy_mwh; }, {}}};
}

void write_events(Group& group, const std::vector<Column>& columns, hsize_t start, std::span<const Event> events) {
    const hsize_t count = events.size();
    for (const Column& column : columns) {
        std::vector<double> numbers;
        std::vector<std::int64_t> integers;
        for (const Event& event : events) {
            if (column.integer) integers.push_back(column.integer(event));
            if (column.number) numbers.push_back(column.number(event));
        }
        if (column.integer)
            group.write_block(column.name, {&start, 1}, {&count, 1}, std::span<const std::int64_t>(integers));
        if (column.number) group.write_block(column.name, {&start, 1}, {&count, 1}, std::span<const double>(numbers));
    }
}
}  // namespace

void put_place_names(Group&& group, const AdequacyReport& report) {
    std::vector<std::string> names, kinds;
    for (const PlaceKind& kind : kinds_of(report))
        for (const std::string& name : kind.names) {
            names.push_back(name);
            kinds.push_back(kind.dimension.empty() ? "grid" : kind.dimension);
        }
    group.coordinate("place_name", {kNoUnit, "the grid, regions, data centres"}, std::span<const std::string>(names));
    group.put("place_kind", {"place_name"}, "grid, region or data_center", std::span<const std::string>(kinds));
}

void put_events(Group&& group, const AdequacySource& source, const base::Progress& progress) {
    const EventWalk walk(source);
    hsize_t total = 0;
    walk.each([&](std::span<const Event> events) { total += events.size(); });
    group.attribute("kept", source.all_events.empty() ? "the largest by unserved energy, in descending order"
                                                      : "all, in the order of samples");
    group.attribute("of_all_places_and_samples", source.state.event_count);
    if (total == 0) return;
    group.sized_dimension("event", total, "event");
    const std::vector<Column> columns = columns_of(source.report, walk);
    const hsize_t chunk = std::min(total, kChunk);
    for (const Column& column : columns)
        if (column.integer)
            group.create_chunked_integers(column.name, "event", column.meaning, chunk);
        else
            group.create_chunked(column.name, {"event"}, column.meaning, {&chunk, 1}, false);
    hsize_t done = 0;
    walk.each([&](std::span<const Event> events) {
        write_events(group, columns, done, events);
        done += events.size();
        if (progress && !progress("write", static_cast<double>(done) / static_cast<double>(total), "events"))
            throw base::Interrupted("interrupted while writing events");
    });
}

}  // namespace decawatt::io
