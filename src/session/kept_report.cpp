#include "session/kept_report.h"

#include <array>
#include <string>
#include <utility>

namespace doppelint::session {
namespace {

using findings::Edit;
using findings::Finding;
using findings::Fix;
using findings::Place;
using findings::Step;

/// No item of a list is kept in less.
constexpr std::size_t kLeastSize = 4;

void keep(source::Position position, ByteWriter& into) {
    into.put(position.line).put(position.column);
}

void keep(const Place& place, ByteWriter& into) {
    into.put(std::string_view(place.path)).put(place.cell);
    keep(place.start, into);
    keep(place.end, into);
}

void keep(const Step& step, ByteWriter& into) {
    into.put(std::string_view(step.message));
    keep(step.place, into);
}

void keep(const Edit& edit, ByteWriter& into) {
    keep(edit.place, into);
    into.put(edit.change.begin).put(edit.change.end).put(std::string_view(edit.change.text));
    into.put(edit.adds_import);
}

void keep(const Finding& finding, ByteWriter& into);
void keep(const std::string& text, ByteWriter& into);

template <class Item>
void keep_all(const std::vector<Item>& items, ByteWriter& into) {
    into.put(static_cast<std::uint32_t>(items.size()));
    for (const Item& it : items) keep(it, into);
}

void keep(const Fix& fix, ByteWriter& into) {
    into.put(fix.applicability).put(std::string_view(fix.message));
    keep_all(fix.edits, into);
}

void keep(const Finding& finding, ByteWriter& into) {
    for (const std::string* const text :
         {&finding.code, &finding.name, &finding.message, &finding.fingerprint, &finding.url})
        into.put(std::string_view(*text));
    into.put(finding.severity).put(finding.confidence);
    keep(finding.place, into);
    keep_all(finding.steps, into);
    into.put(finding.fix.has_value());
    if (finding.fix) keep(*finding.fix, into);
}

void keep(const std::string& text, ByteWriter& into) {
    into.put(std::string_view(text));
}

std::string text_from(ByteReader& from) {
    return std::string(from.text());
}

template <class Enum>
Enum word_from(ByteReader& from, Enum last) {
    const auto value = from.get<Enum>();
    return value <= last ? value : last;
}

source::Position position_from(ByteReader& from) {
    const auto line = from.get<std::uint32_t>();
    return {line, from.get<std::uint32_t>()};
}

Place place_from(ByteReader& from) {
    Place result;
    result.path = text_from(from);
    result.cell = from.get<std::uint32_t>();
    result.start = position_from(from);
    result.end = position_from(from);
    return result;
}

Step step_from(ByteReader& from) {
    std::string message = text_from(from);
    return {std::move(message), place_from(from)};
}

Edit edit_from(ByteReader& from) {
    Edit result;
    result.place = place_from(from);
    result.change.begin = from.get<std::uint32_t>();
    result.change.end = from.get<std::uint32_t>();
    result.change.text = text_from(from);
    result.adds_import = from.get<std::uint8_t>() != 0;
    return result;
}

template <class Read>
auto all_from(ByteReader& from, Read read) {
    std::vector<decltype(read(from))> result;
    for (std::uint32_t left = from.count(kLeastSize); left > 0 && from.ok(); --left)
        result.push_back(read(from));
    return result;
}

Fix fix_from(ByteReader& from) {
    Fix result;
    result.applicability = word_from(from, findings::Applicability::unsafe);
    result.message = text_from(from);
    result.edits = all_from(from, edit_from);
    return result;
}

Finding finding_from(ByteReader& from) {
    Finding result;
    for (std::string* const text :
         {&result.code, &result.name, &result.message, &result.fingerprint, &result.url})
        *text = text_from(from);
    result.severity = word_from(from, findings::Severity::info);
    result.confidence = word_from(from, findings::Confidence::possible);
    result.place = place_from(from);
    result.steps = all_from(from, step_from);
    if (from.get<std::uint8_t>() != 0) result.fix = fix_from(from);
    return result;
}

/// What is counted, in one order.
template <class Statistics>
auto counts_of(Statistics& it) {
    return std::array{&it.files,    &it.bytes,    &it.lines,    &it.nodes, &it.functions,    &it.instructions,
                      &it.imported, &it.analyzed, &it.given_up, &it.calls, &it.unknown_calls};
}

}  // namespace

void keep(const Report& report, ByteWriter& into) {
    keep_all(report.findings, into);
    keep_all(report.warnings, into);
    for (const auto* const count : counts_of(report.statistics)) into.put(*count);
}

std::optional<Report> kept_report(ByteReader& from) {
    Report result;
    result.findings = all_from(from, finding_from);
    result.warnings = all_from(from, text_from);
    for (auto* const count : counts_of(result.statistics)) *count = from.get<std::uint64_t>();
    if (!from.ok()) return std::nullopt;
    return result;
}

}  // namespace doppelint::session
