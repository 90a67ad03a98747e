#include "io/foreign_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.hpp"

namespace decawatt::io {

namespace {
struct Signature {
    std::size_t offset;
    std::string_view bytes;
    const char *what, *remedy;
};

using namespace std::string_view_literals;
constexpr const char* kDecompress = "the weather file in it: decompress it first";

// gzip: RFC 1952, 2.3.1; zip: PKWARE APPNOTE, 4.3 (local header, empty archive); bzip2: its source, "BZh"; xz: "The .xz
// File Format", 2.1.1.1; zstd: RFC 8878, 3.1.1; 7z: 7zFormat.txt; compress: .Z of Unix; tar: POSIX.1 ustar, magic at
// 257; PDF: ISO 32000-1, 7.5.2; Parquet: Apache Parquet format; Arrow IPC file: Apache Arrow columnar format; GRIB: WMO
// Manual on Codes 306, section 0; BUFR: the same; OLE2 (xls): [MS-CFB] 2.2; RAR: RAR 5.0 archive format; HDF4: HDF
// specification, FID; SQLite: "Database File Format", 1.3; MATLAB 5: MAT-File Format, header; PNG: RFC 2083, 3.1;
// JPEG: ISO 10918-1, SOI; TIFF: revision 6.0, section 2.
constexpr std::array kSignatures = {
    Signature{0, "\x1F\x8B"sv, "a gzip-compressed file", "the weather file in it: decompress it first (gunzip)"},
    Signature{0, "BZh"sv, "a bzip2-compressed file", "the weather file in it: decompress it first (bunzip2)"},
    Signature{0,
              "\xFD"
              "7zXZ\0"sv,
              "an xz-compressed file", "the weather file in it: decompress it first (unxz)"},
    Signature{0, "\x28\xB5\x2F\xFD"sv, "a zstd-compressed file",
              "the weather file in it: decompress it first (unzstd)"},
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive", kDecompress},
    Signature{0, "Rar!\x1A\x07"sv, "a RAR archive", kDecompress},
    Signature{0, "\x1F\x9D"sv, "a file compressed by compress",
              "the weather file in it: decompress it first (uncompress)"},
    Signature{257, "ustar"sv, "a tar archive", "the weather file in it: unpack it first (tar -xf)"},
    Signature{0, "GRIB"sv, "a GRIB file",
              "netCDF: convert it with grib_to_netcdf (ecCodes), or download the same data as netCDF"},
    Signature{0, "BUFR"sv, "a BUFR file", "one of the weather formats, or netCDF of ERA5"},
    Signature{0, "%PDF"sv, "a PDF document", "the data themselves: download the weather file"},
    Signature{0, "PAR1"sv, "a Parquet file",
              "CSV or netCDF: export it with the program that wrote it (pandas: to_csv)"},
    Signature{0, "ARROW1"sv, "an Arrow (Feather) file",
              "CSV or netCDF: export it with the program that wrote it (pandas: to_csv)"},
    Signature{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an Excel (xls) or other Office document",
              "CSV: save the sheet as CSV"},
    Signature{0, "\x0E\x03\x13\x01"sv, "an HDF4 file", "netCDF or HDF5: convert it (h4toh5), or download it as netCDF"},
    Signature{0, "SQLite format 3\0"sv, "an SQLite database", "CSV: export the table as CSV"},
    Signature{0, "MATLAB 5.0 MAT-file"sv, "a MATLAB file", "CSV or netCDF: export the data from MATLAB"},
    Signature{0, "MATLAB 7.3 MAT-file"sv, "a MATLAB file", "CSV or netCDF: export the data from MATLAB"},
    Signature{0, "\x89PNG"sv, "a PNG picture", "the data themselves: download the weather file"},
    Signature{0, "\xFF\xD8\xFF"sv, "a JPEG picture", "the data themselves: download the weather file"},
    Signature{0, "II*\0"sv, "a TIFF picture", "a weather file: one of the text formats, or netCDF"},
    Signature{0, "MM\0*"sv, "a TIFF picture", "a weather file: one of the text formats, or netCDF"},
};

// The type of a zip archive is determined from the names of its first entries.
ForeignFile zip_file(std::string_view bytes) {
    const auto names = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
    if (names("xl/") || names("[Content_Types].xml") || names("_rels/.rels") || names("docProps/"))
        return {"an Excel (xlsx) or other Office document", "CSV: save the sheet as CSV"};
    if (names("mimetypeapplication/vnd.oasis.opendocument"))
        return {"an OpenDocument file", "CSV: save the sheet as CSV"};
    return {"a zip archive", "the weather file in it: unpack it first (unzip)"};
}

std::string_view after_blanks(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{} : bytes.substr(first);
}

// Texts that are often stored in place of a weather file: web pages and error responses of servers.
std::optional<ForeignFile> foreign_text(std::string_view bytes) {
    const std::string_view text = after_blanks(bytes);
    const std::string head = base::lower(text.substr(0, 512));
    if (head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") ||
        (head.starts_with("<") && head.find("<html") != std::string::npos))
        return ForeignFile{"an HTML page, such as a server sends instead of the file (an error or login page)",
                           "the weather file: open it in a browser to see what it says, and download it again"};
    if (head.starts_with("<?xml") || (head.starts_with("<") && head.find("</") != std::string::npos))
        return ForeignFile{"an XML document", "a weather file: one of the text formats, or netCDF"};
    const bool object = head.starts_with("{") && (head.find('"') != std::string::npos || head.find('}') < 4);
    const bool list =
        head.starts_with("[{") || head.starts_with("[ {") || head.starts_with("[\n") || head.starts_with("[\r\n");
    if (object || list)
        return ForeignFile{"JSON, which PVGIS and NASA POWER deliver on request",
                           "CSV: download the same data in the CSV format (PVGIS: outputformat=csv or epw; "
                           "POWER: format=CSV)"};
    return std::nullopt;
}
}  // namespace

std::optional<ForeignFile> foreign_file(std::string_view first_bytes) {
    if (first_bytes.empty()) return ForeignFile{"an empty file", "a weather file: download it again"};
    if (first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06")) return zip_file(first_bytes);
    for (const Signature& signature : kSignatures)
        if (first_bytes.size() > signature.offset && first_bytes.substr(signature.offset).starts_with(signature.bytes))
            return ForeignFile{signature.what, signature.remedy};
    if (after_blanks(first_bytes).empty())
        return ForeignFile{"a file of blank lines", "a weather file: download it again"};
    return foreign_text(first_bytes);
}

}  // namespace decawatt::io
