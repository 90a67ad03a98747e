#include "app/compare.hpp"

#include <filesystem>
#include <vector>

#include "app/file_access.hpp"
#include "app/input_files.hpp"
#include "io/sweep/comparison_markdown.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "io/sweep/write_comparison.hpp"

namespace decawatt::app {

Compared compare(const std::string& folder) {
    const std::filesystem::path path = folder;
    const auto lock = file_access();
    Compared compared{.comparison = io::read_comparison(path),
                      .csv = (path / "compare.csv").string(),
                      .markdown = (path / "compare.md").string(),
                      .hdf5 = (path / "compare.h5").string()};
    std::vector<std::string> results;
    for (const io::SweepCase& one : compared.comparison.cases)
        results.push_back(io::result_path(path, one.name).string());
    refuse_overwriting_inputs({compared.csv, compared.markdown, compared.hdf5}, results);
    io::write_comparison_csv(compared.csv, compared.comparison);
    io::write_comparison_markdown(compared.markdown, compared.comparison);
    io::write_comparison_hdf5(compared.hdf5, compared.comparison);
    return compared;
}

}  // namespace decawatt::app
