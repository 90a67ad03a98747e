#include "python/binding/outputs.hpp"

#include "app/input_files.hpp"

namespace decawatt::python {

void expect_outputs(const std::vector<std::string>& written, const io::LoadedStudy& study,
                    const std::vector<std::string>& read) {
    app::refuse_overwriting_inputs(written, app::input_files(study, read));
    app::refuse_new_tables(written, study);
    app::expect_inputs(read);
}

}  // namespace decawatt::python
