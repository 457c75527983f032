#include "models/read_models.h"

#include <algorithm>
#include <array>
#include <utility>

#include "models/check_rows.h"
#include "models/parse_parameters.h"
#include "models/parse_term.h"
#include "models/toml_row.h"

namespace doppelint::models {
namespace {

constexpr std::array<std::string_view, 5> kFileKeys{"module", "library", "function", "class", "constant"};
constexpr std::array<std::string_view, 13> kFunctionKeys{
    "name",   "parameters", "result",  "effects", "since",  "until",   "raises",
    "access", "library",    "example", "checked", "varies", "computes"};
constexpr std::array<std::string_view, 10> kClassKeys{"name",       "kind",    "mutable", "base",  "rigid",
                                                      "walks-copy", "members", "since",   "until", "library"};
constexpr std::array<std::string_view, 7> kConstantKeys{"name",    "value",   "since",  "until",
                                                        "library", "example", "checked"};

/// Reads one file's rows into the pools, and notes their places.
class FileReader {
  public:
    FileReader(const ModelFile& file, EvidenceNeed need, Pools& pools, RowPlaces& places,
               std::vector<ModelError>& errors)
        : file_(file), need_(need), pools_(pools), places_(places), errors_(file.path, errors) {}

    void read() {
        const toml::parse_result parsed = toml::parse(file_.text);
        if (!parsed) {
            errors_.add(parsed.error().source().begin.line,
                        "not TOML: " + std::string(parsed.error().description()));
            return;
        }
        const TomlRow whole(parsed.table(), errors_);
        whole.allow_only(kFileKeys);
        const std::optional<RowText> module = whole.required_string("module");
        if (!module) return;
        module_ = pools_.text.copy(module->text);
        pools_.modules.push_back(module_);
        library_ = library_of(whole);
        each(parsed.table(), "class", &FileReader::read_class);
        each(parsed.table(), "function", &FileReader::read_function);
        each(parsed.table(), "constant", &FileReader::read_constant);
    }

  private:
    void each(const toml::table& file, std::string_view key, void (FileReader::*read_row)(const TomlRow&)) {
        const toml::node* node = file.get(key);
        if (node == nullptr) return;
        const toml::array* rows = node->as_array();
        if (rows == nullptr || !rows->is_homogeneous(toml::node_type::table)) {
            errors_.add(node->source().begin.line, "rows are written `[[" + std::string(key) + "]]`");
            return;
        }
        for (const toml::node& row : *rows) (this->*read_row)(TomlRow(*row.as_table(), errors_));
    }

    void read_function(const TomlRow& row) {
        row.allow_only(kFunctionKeys);
        Model model;
        model.name = name_of(row);
        model.versions = row.versions();
        model.library = library_of(row);
        model.may_raise = row.boolean("raises", true);
        model.varies = row.boolean("varies", false);
        model.only_computes = row.boolean("computes", false);
        model.binding = read_access(row);
        model.is_property = model.binding == Binding::property;
        model.evidence = row.evidence(need_);
        read_parameters(row, model);
        read_terms(row, model);
        pools_.models.push_back(model);
        places_.models.push_back({file_.path, module_, row.line()});
    }

    static Binding read_access(const TomlRow& row) {
        const std::optional<RowText> access = row.string("access");
        if (!access) return Binding::plain;
        if (access->text == "property") return Binding::property;
        if (access->text == "classmethod") return Binding::class_;
        if (access->text == "staticmethod") return Binding::static_;
        row.error(access->line, R"(`access` is "property", "classmethod" or "staticmethod")");
        return Binding::plain;
    }

    void read_parameters(const TomlRow& row, Model& model) {
        parameters_.clear();
        const std::optional<RowText> text = row.required_string("parameters");
        if (!text) return;
        // Their names are parts of the text.
        Result<std::vector<ModelParameter>> parsed = parse_parameters(pools_.text.copy(text->text));
        if (!parsed) return row.error(text->line, std::move(parsed.error().message));
        parameters_ = std::move(*parsed);
        model.first_parameter = pools_.place_of(parameters_);
        model.parameter_count = static_cast<std::uint16_t>(parameters_.size());
    }

    void read_terms(const TomlRow& row, Model& model) {
        if (const auto result = row.required_string("result")) model.result = read_value(row, *result);
        std::vector<Term> effects;
        for (const RowText& text : row.strings("effects")) {
            Result<Term> effect = parse_effect(text.text, parameters_, pools_);
            if (effect) {
                effects.push_back(*effect);
            } else {
                row.error(text.line, std::move(effect.error().message));
            }
        }
        model.first_effect = pools_.place_of(effects);
        model.effect_count = static_cast<std::uint16_t>(effects.size());
    }

    std::uint16_t read_value(const TomlRow& row, const RowText& text) {
        Result<Term> value = parse_value(text.text, parameters_, pools_);
        if (value) return pools_.place_of({&*value, 1});
        row.error(text.line, std::move(value.error().message));
        return 0;
    }

    void read_class(const TomlRow& row) {
        row.allow_only(kClassKeys);
        Class result;
        result.name = name_of(row);
        result.versions = row.versions();
        result.library = library_of(row);
        if (const auto kind = row.string("kind")) {
            const std::optional<Kind> found = find_kind(kind->text);
            if (!found) row.error(kind->line, "`" + std::string(kind->text) + "` is no kind of object");
            result.kind = found.value_or(Kind::instance);
        }
        result.is_mutable = row.boolean("mutable", is_mutable(result.kind));
        result.is_rigid = row.boolean("rigid", false);
        result.walks_copy = row.boolean("walks-copy", false);
        result.has_members = row.boolean("members", false);
        if (const auto base = row.string("base")) result.base = pools_.text.copy(base->text);
        pools_.classes.push_back(result);
        places_.classes.push_back({file_.path, module_, row.line()});
    }

    void read_constant(const TomlRow& row) {
        row.allow_only(kConstantKeys);
        Constant result;
        result.name = name_of(row);
        result.versions = row.versions();
        result.library = library_of(row);
        result.evidence = row.evidence(need_);
        parameters_.clear();
        if (const auto value = row.required_string("value")) result.value = read_value(row, *value);
        pools_.constants.push_back(result);
        places_.constants.push_back({file_.path, module_, row.line()});
    }

    /// What the row says of its library, or else the file.
    LibraryRange library_of(const TomlRow& row) {
        LibraryRange range = row.library(library_);
        if (row.has("library")) range.library = pools_.text.copy(range.library);
        return range;
    }

    std::string_view name_of(const TomlRow& row) {
        const std::optional<RowText> name = row.required_string("name");
        return name ? pools_.text.copy(name->text) : std::string_view();
    }

    const ModelFile& file_;
    EvidenceNeed need_;
    Pools& pools_;
    RowPlaces& places_;
    ErrorList errors_;
    std::string_view module_;
    LibraryRange library_;                    ///< of rows that say none
    std::vector<ModelParameter> parameters_;  ///< of the row being read
};

template <class Row>
void drop_described(std::vector<Row>& old, std::span<const Row> rows) {
    std::erase_if(old,
                  [&](const Row& it) { return std::ranges::find(rows, it.name, &Row::name) != rows.end(); });
}

/// Puts what `base` says of other functions, classes and constants before what was read.
template <class Row>
void put_before(std::vector<Row>& rows, std::span<const Row> base) {
    std::vector<Row> all(base.begin(), base.end());
    drop_described(all, std::span<const Row>(rows));
    all.insert(all.end(), rows.begin(), rows.end());
    rows = std::move(all);
}

}  // namespace

std::string ModelError::text() const {
    return path + ":" + std::to_string(line) + ": " + message;
}

tl::expected<OwnedLibrary, std::vector<ModelError>> read_models(std::span<const ModelFile> files,
                                                                const Library& base, EvidenceNeed need) {
    std::vector<ModelError> errors;
    RowPlaces places;
    auto pools = std::make_unique<Pools>();
    pools->begin_with(base.tables());
    for (const ModelFile& file : files) FileReader(file, need, *pools, places, errors).read();
    // Only rows that are right by themselves can be held against one another.
    if (errors.empty()) check_rows(*pools, base, places, errors);
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    put_before(pools->models, base.tables().models);
    put_before(pools->classes, base.tables().classes);
    put_before(pools->constants, base.tables().constants);
    pools->finish();
    return OwnedLibrary(std::move(pools));
}

}  // namespace doppelint::models
