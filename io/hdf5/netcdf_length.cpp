#include "io/hdf5/netcdf_length.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace decawatt::io {

namespace {
constexpr std::string_view kHdf5Signature = "\x89HDF\r\n\x1a\n";
constexpr std::uint64_t kOverflow = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void refuse(const std::filesystem::path& file, std::string found, std::string expected) {
    throw base::InputError({{file.filename().string(), "length", 0, std::move(found), std::move(expected)}});
}

// Saturating sums and products.
std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
    return a > kOverflow - b ? kOverflow : a + b;
}
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    return b != 0 && a > kOverflow / b ? kOverflow : a * b;
}
std::uint64_t padded(std::uint64_t bytes) {  // to a multiple of four
    return plus(bytes, (4 - bytes % 4) % 4);
}

// Sequential reader of the bytes of a header; never reads beyond the end of the file.
class HeaderBytes {
  public:
    explicit HeaderBytes(const std::filesystem::path& file)
        : file_(file), stream_(file, std::ios::binary), length_(std::filesystem::file_size(file)) {}

    std::uint64_t length() const { return length_; }
    std::uint64_t big_endian(int bytes) { return number(bytes, true); }
    std::uint64_t little_endian(int bytes) { return number(bytes, false); }
    void skip(std::uint64_t bytes) {
        if (bytes > length_ - at_) end_reached();
        at_ += bytes;
        stream_.seekg(static_cast<std::streamoff>(at_));
    }
    // A count of entries with at least `least_bytes` each, checked against the bytes that remain.
    std::uint64_t count(std::uint64_t stated, std::uint64_t least_bytes) {
        if (stated > (length_ - at_) / least_bytes) end_reached();
        return stated;
    }
    [[noreturn]] void wrong(const std::string& found) const {
        refuse(file_, fmt::format("{} in the header, before byte {}", found, at_),
               "a header of the netCDF classic format; the file is damaged: download it again");
    }

  private:
    [[noreturn]] void end_reached() const {
        refuse(file_, fmt::format("{} bytes, which end within the header", length_),
               "a whole file: it is shorter than its header says; download it again");
    }
    std::uint64_t number(int bytes, bool big) {
        std::array<char, 8> raw{};
        if (static_cast<std::uint64_t>(bytes) > length_ - at_ || !stream_.read(raw.data(), bytes)) end_reached();
        at_ += static_cast<std::uint64_t>(bytes);
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i) {
            const auto byte = static_cast<unsigned char>(raw.at(static_cast<std::size_t>(big ? i : bytes - 1 - i)));
            value = value << 8U | byte;
        }
        return value;
    }

    std::filesystem::path file_;
    std::ifstream stream_;
    std::uint64_t length_, at_ = 0;
};

// "The NetCDF Classic Format Specification" (Unidata, NetCDF User's Guide, appendix "File Format Specifications"):
// numbers are big-endian; counts have 4 bytes, in CDF-5 (64-bit data) 8; offsets 4 in CDF-1 and 8 in the others; names,
// attribute values and variables are padded to 4 bytes, except for the only record variable if its type is narrow. The
// stated size of a variable (vsize) is redundant, and wrong for large ones: it is computed from the shape.
class ClassicHeader {
  public:
    explicit ClassicHeader(const std::filesystem::path& file) : file_(file), bytes_(file) {}

    // Bytes that the header needs; padding at the end is not required.
    std::uint64_t stated_length() {
        bytes_.skip(3);
        version_ = bytes_.big_endian(1);
        const std::uint64_t records = read_count();
        const std::uint64_t streaming = version_ == 5 ? kOverflow : std::numeric_limits<std::uint32_t>::max();
        read_dimensions();
        skip_attributes();
        read_variables();
        if (records == streaming && has_records())
            refuse(file_, "a number of records that is left open (streaming)",
                   "one: the file was not finished; copy it with nccopy, or download it again");
        return needed(records);
    }

  private:
    struct Variable {
        std::uint64_t begin, size;  // offset; size in bytes, of one record for record variables
        bool has_records;
    };

    std::uint64_t read_count() { return bytes_.big_endian(version_ == 5 ? 8 : 4); }

    // The number of entries of a list, whose tag is zero if it is absent.
    std::uint64_t read_list(std::uint64_t expected_tag, std::uint64_t least_bytes) {
        const std::uint64_t tag = bytes_.big_endian(4), stated = read_count();
        if (tag == 0 && stated == 0) return 0;
        if (tag != expected_tag) bytes_.wrong(fmt::format("tag {} for {}", tag, expected_tag));
        return bytes_.count(stated, least_bytes);
    }

    void skip_name() { bytes_.skip(padded(read_count())); }

    std::uint64_t read_type_bytes() {
        // byte, char, short, int, float, double; of CDF-5 also ubyte, ushort, uint, int64, uint64
        static constexpr std::array<std::uint64_t, 12> kBytes = {0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
        const std::uint64_t type = bytes_.big_endian(4), last = version_ == 5 ? 11 : 6;
        if (type < 1 || type > last) bytes_.wrong(fmt::format("type {}", type));
        return kBytes.at(static_cast<std::size_t>(type));
    }

    void read_dimensions() {
        const std::uint64_t count = read_list(kDimension, 8);
        for (std::uint64_t i = 0; i < count; ++i) {
            skip_name();
            dimensions_.push_back(read_count());  // 0: the record dimension
        }
    }

    void skip_attributes() {
        const std::uint64_t count = read_list(kAttribute, 12);
        for (std::uint64_t i = 0; i < count; ++i) {
            skip_name();
            const std::uint64_t bytes = read_type_bytes();
            bytes_.skip(padded(times(read_count(), bytes)));
        }
    }

    void read_variables() {
        const std::uint64_t count = read_list(kVariable, 28);
        for (std::uint64_t i = 0; i < count; ++i) {
            skip_name();
            Variable variable{0, 1, false};
            const std::uint64_t rank = bytes_.count(read_count(), 4);
            for (std::uint64_t d = 0; d < rank; ++d) {
                const std::uint64_t dimension = read_count();
                if (dimension >= dimensions_.size()) bytes_.wrong(fmt::format("dimension number {}", dimension));
                const std::uint64_t extent = dimensions_[static_cast<std::size_t>(dimension)];
                if (extent == 0 && d == 0)
                    variable.has_records = true;
                else
                    variable.size = times(variable.size, extent);
            }
            skip_attributes();
            variable.size = times(variable.size, read_type_bytes());
            read_count();  // vsize
            variable.begin = bytes_.big_endian(version_ == 1 ? 4 : 8);
            variables_.push_back(variable);
        }
    }

    bool has_records() const {
        for (const Variable& variable : variables_)
            if (variable.has_records) return true;
        return false;
    }

    std::uint64_t needed(std::uint64_t records) const {
        std::uint64_t record_bytes = 0, record_variables = 0, length = 0;
        for (const Variable& variable : variables_)
            if (variable.has_records)
                record_bytes = plus(record_bytes, padded(variable.size)), ++record_variables, length = variable.size;
        if (record_variables == 1) record_bytes = length;  // not padded
        length = 0;
        for (const Variable& variable : variables_) {
            if (variable.size == 0 || (variable.has_records && records == 0)) continue;
            std::uint64_t end = plus(variable.begin, variable.size);
            if (variable.has_records) end = plus(end, times(records - 1, record_bytes));
            length = std::max(length, end);
        }
        return length;
    }

    static constexpr std::uint64_t kDimension = 10, kVariable = 11, kAttribute = 12;  // tags of the lists
    std::filesystem::path file_;
    HeaderBytes bytes_;
    std::uint64_t version_ = 0;
    std::vector<std::uint64_t> dimensions_;
    std::vector<Variable> variables_;
};

// "HDF5 File Format Specification Version 3.0" (The HDF Group), II.A superblock: little-endian; in versions 0 and 1
// the size of offsets is byte 13 and addresses begin at byte 24 or 28 (base, free space, end of file), in versions 2
// and 3 it is byte 9 and they begin at byte 12 (base, extension, end of file). None if the version is unknown.
std::optional<std::uint64_t> hdf5_length(const std::filesystem::path& file) {
    HeaderBytes bytes(file);
    bytes.skip(kHdf5Signature.size());
    const std::uint64_t version = bytes.little_endian(1);
    if (version > 3) return std::nullopt;
    bytes.skip(version < 2 ? 4 : 0);
    const std::uint64_t size = bytes.little_endian(1);
    if (size != 4 && size != 8) return std::nullopt;
    const std::uint64_t read_so_far = version < 2 ? 14 : 10, first = version == 0 ? 24 : version == 1 ? 28 : 12;
    bytes.skip(first - read_so_far);
    bytes.skip(2 * size);
    return bytes.little_endian(static_cast<int>(size));
}

std::string signature_of(const std::filesystem::path& file) {
    std::string head(kHdf5Signature.size(), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return head;
}

std::string shown_bytes(std::uint64_t bytes) {
    return bytes == kOverflow ? "more than 2^64" : fmt::format("{}", bytes);
}
}  // namespace

bool is_netcdf(std::string_view first_bytes) {
    return first_bytes.starts_with("CDF\x01") || first_bytes.starts_with("CDF\x02") ||
           first_bytes.starts_with("CDF\x05") || first_bytes.starts_with(kHdf5Signature);
}

bool is_netcdf_file(const std::filesystem::path& file) {
    return is_netcdf(signature_of(file));
}

bool is_hdf5_file(const std::filesystem::path& file) {
    return signature_of(file) == kHdf5Signature;
}

void check_netcdf_length(const std::filesystem::path& file) {
    const std::uint64_t found = std::filesystem::file_size(file);
    const std::uint64_t stated =
        is_hdf5_file(file) ? hdf5_length(file).value_or(0) : ClassicHeader(file).stated_length();
    if (found < stated)
        refuse(file, fmt::format("{} bytes", found),
               fmt::format("{}: the file is shorter than its header says; download it again", shown_bytes(stated)));
}

}  // namespace decawatt::io
