#include "io/checkpoint/state_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/fnv1a.hpp"
#include "io/damaged_file.hpp"
#include "io/partial_file.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

static_assert(std::endian::native == std::endian::little, "state files hold words as memory does, lowest byte first");

namespace {
constexpr std::string_view kMagic = "decawatt state 1";
constexpr std::size_t kWord = sizeof(std::uint64_t);

void put_word(std::string& bytes, std::uint64_t word) {
    std::array<char, kWord> raw;
    std::memcpy(raw.data(), &word, kWord);
    bytes.append(raw.data(), kWord);
}

void put_text(std::string& bytes, const std::string& text) {
    put_word(bytes, text.size());
    bytes += text;
}

// Reads values from the bytes of a file whose checksum has been verified.
class ByteReader {
  public:
    ByteReader(std::string_view bytes, std::string file) : rest_(bytes), file_(std::move(file)) {}

    std::uint64_t word() {
        std::uint64_t word = 0;
        std::memcpy(&word, take(kWord).data(), kWord);
        return word;
    }
    std::string text() { return std::string(take(word())); }
    std::string_view take(std::uint64_t count) {
        if (count > rest_.size()) throw base::ResourceError(file_ + ": is not a state file of this program");
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }

  private:
    std::string_view rest_;
    std::string file_;
};

std::string hexadecimal(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

std::uint64_t hash_of_study(const Provenance& provenance) {
    std::string all;
    for (const StudyFile& file : provenance.files) put_text(all, file.name), put_word(all, file.hash);
    for (const Override& change : provenance.overrides) put_text(all, change.path), put_text(all, change.value);
    return base::fnv1a(all);
}

std::string_view name_of(adequacy::Metric metric) {
    static constexpr std::array<std::string_view, adequacy::kMetrics> kNames = {"hours", "days", "events", "energy",
                                                                                "depth"};
    return kNames.at(static_cast<std::size_t>(metric));
}
}  // namespace

const std::string& Identity::value(const std::string& name) const {
    static const std::string kNone;
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? kNone : found->value;
}

std::uint64_t Identity::hash() const {
    std::string all;
    for (const Field& field : fields) put_text(all, field.name), put_text(all, field.value);
    return base::fnv1a(all);
}

Identity identify(const Provenance& provenance, const adequacy::SamplingSettings& whole_run, const Part& part,
                  const std::vector<Identity::Field>& more) {
    const std::string plan = provenance.plan.empty() ? "none" : hexadecimal(base::fnv1a(bytes_of(provenance.plan)));
    Identity identity{{{"program version", provenance.version},
                       {"study (hash of its files and overrides)", hexadecimal(hash_of_study(provenance))},
                       {"plan (hash of the file)", plan},
                       {"seed", std::to_string(provenance.seed)}}};
    std::ranges::copy(more, std::back_inserter(identity.fields));
    const std::vector<Identity::Field> settings = {{"samples", std::to_string(whole_run.samples)},
                                                   {"batch", std::to_string(whole_run.batch)},
                                                   {"metric", std::string(name_of(whole_run.metric))},
                                                   {"relative error", fmt::format("{}", whole_run.relative_error)},
                                                   {"worst events", std::to_string(whole_run.worst_events)},
                                                   {"worst samples", std::to_string(whole_run.worst_samples)},
                                                   {"all events", whole_run.all_events ? "yes" : "no"},
                                                   {"part", parallel::text(part)}};
    std::ranges::copy(settings, std::back_inserter(identity.fields));
    return identity;
}

std::vector<base::InputFault> differences(const std::string& file, const Identity& found, const Identity& expected,
                                          const std::string& except) {
    std::vector<base::InputFault> faults;
    const auto compare = [&](const std::string& name) {
        const std::string &is = found.value(name), &should = expected.value(name);
        if (name != except && is != should)
            faults.push_back({file, name, 0, is.empty() ? "nothing" : is, should.empty() ? "nothing" : should});
    };
    for (const Identity::Field& field : expected.fields) compare(field.name);
    for (const Identity::Field& field : found.fields)
        if (std::ranges::find(expected.fields, field.name, &Identity::Field::name) == expected.fields.end())
            compare(field.name);
    return faults;
}

void write_state(const std::filesystem::path& path, const StateFile& state) {
    std::string bytes(kMagic);
    put_word(bytes, state.generation);
    put_word(bytes, state.identity.fields.size());
    for (const Identity::Field& field : state.identity.fields)
        put_text(bytes, field.name), put_text(bytes, field.value);
    put_text(bytes, state.description);
    put_word(bytes, state.words.size());
    bytes.append(reinterpret_cast<const char*>(state.words.data()), state.words.size() * kWord);
    put_word(bytes, base::fnv1a(bytes));
    PartialFile file(path);
    file.append(bytes);
    file.commit();
}

std::string bytes_of(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY);
    if (descriptor < 0) throw_system_error(path, "cannot read");
    std::string bytes;
    std::vector<char> piece(std::size_t{1} << 20U);
    for (;;) {
        const ssize_t count = ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int reason = errno;
            ::close(descriptor);
            errno = reason;
            if (count < 0) throw_system_error(path, "cannot read");
            return bytes;
        }
        bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
}

StateFile read_state(const std::filesystem::path& path) {
    const std::string bytes = bytes_of(path);
    if (bytes.size() < kMagic.size() + kWord || !std::string_view(bytes).starts_with(kMagic))
        throw base::ResourceError(path.string() + ": is not a state file of this program, or is truncated");
    const std::string_view content = std::string_view(bytes).substr(0, bytes.size() - kWord);
    std::uint64_t sum = 0;
    std::memcpy(&sum, bytes.data() + content.size(), kWord);
    if (sum != base::fnv1a(content))
        throw DamagedFile(path.string() +
                          ": is damaged or truncated: its checksum does "
                          "not match its content");
    ByteReader in(content.substr(kMagic.size()), path.string());
    StateFile state;
    state.generation = in.word();
    for (std::uint64_t left = in.word(); left > 0; --left) {
        std::string name = in.text();
        state.identity.fields.push_back({std::move(name), in.text()});
    }
    state.description = in.text();
    const std::uint64_t count = in.word();
    if (count > content.size() / kWord) throw DamagedFile(path.string() + ": is not a state file of this program");
    const std::string_view raw = in.take(count * kWord);
    state.words.resize(count);
    if (count > 0) std::memcpy(state.words.data(), raw.data(), raw.size());
    return state;
}

}  // namespace decawatt::io
