#include "report/heap_json.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace doppelint::report {
namespace {

using Json = nlohmann::ordered_json;
using views::ObjectNumber;
using views::ObjectView;

std::string name_of(ObjectNumber number) {
    return "o" + std::to_string(number);
}

Json to_json(const std::vector<ObjectNumber>& numbers) {
    Json result = Json::array();
    for (const ObjectNumber it : numbers) result.push_back(name_of(it));
    return result;
}

// At the end, without a look at the members that are there; `name` is none of theirs.
void add_member(Json& object, const std::string& name, Json value) {
    object.get_ref<Json::object_t&>().push_back(Json::object_t::value_type(name, std::move(value)));
}

// In a notebook a line is one of its cell.
void add_place(Json& into, const source::SourceFile& file, source::Position place) {
    if (file.notebook) {
        const source::CellLine in_cell = file.notebook->cell_line(place.line - 1);
        into["cell"] = in_cell.cell;
        place.line = in_cell.line;
    }
    into["line"] = place.line;
    into["column"] = place.column;
}

Json to_json(const ObjectView& object, const source::SourceFile& file) {
    Json result{{"kind", object.kind}};
    if (object.kind == "const") {
        result["type"] = object.type;
        if (object.value) result["value"] = *object.value;
        return result;
    }
    if (object.place) add_place(result, file, *object.place);
    result["single"] = object.single;
    result["mutable"] = object.is_mutable;
    if (!object.class_name.empty()) result["class"] = object.class_name;
    if (!object.symbolic.empty()) result["symbolic"] = object.symbolic;
    if (object.is_partial) result["partial"] = true;
    result["slots"] = Json::object();
    for (const views::SlotView& it : object.slots) add_member(result["slots"], it.slot, to_json(it.objects));
    result["distinct"] = object.distinct;
    return result;
}

Json to_json(const std::vector<views::PairView>& pairs) {
    Json result = Json::array();
    for (const views::PairView& it : pairs) result.push_back({it.first, it.second});
    return result;
}

Json to_json(const views::ComparisonView& it, const source::SourceFile& file) {
    Json result = Json::object();
    Json end = Json::object();
    add_place(result, file, it.begin);
    add_place(end, file, it.end);
    result["end_line"] = end["line"];
    result["end_column"] = end["column"];
    result["verdict"] = it.verdict;
    return result;
}

void add_state(Json& into, const views::HeapRecord& record) {
    Json names = Json::object();
    for (const views::NameView& it : record.statement.names) add_member(names, it.name, to_json(it.objects));
    into["names"] = std::move(names);
    Json objects = Json::object();
    for (const ObjectView& it : record.statement.objects) {
        add_member(objects, name_of(it.number), to_json(it, record.file));
    }
    into["objects"] = std::move(objects);
    into["must"] = to_json(record.statement.must);
    into["may"] = to_json(record.statement.may);
    if (record.statement.is_cut) into["cut"] = true;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_heap_json(const views::HeapRecord& record) {
    Json result{{"path", record.file.path}};
    add_place(result, record.file, record.statement.begin);
    result.erase("column");
    result["function"] = record.function.name;
    add_state(result, record);
    return text_of(result);
}

std::string render_heap_line(const views::HeapRecord& record) {
    const views::StatementView& statement = record.statement;
    Json result{{"path", record.file.path}};
    add_place(result, record.file, statement.begin);
    result["end"] = Json::object();
    add_place(result["end"], record.file, statement.end);
    result["function"] = record.function.name;
    result["reachable"] = statement.reachable;
    add_state(result, record);
    result["assumptions"] = statement.assumptions;
    result["changes"] = to_json(statement.changes);
    result["must_change"] = to_json(statement.must_change);
    result["comparisons"] = Json::array();
    for (const views::ComparisonView& it : statement.comparisons) {
        result["comparisons"].push_back(to_json(it, record.file));
    }
    return text_of(result);
}

}  // namespace doppelint::report
