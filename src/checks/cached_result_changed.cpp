#include "checks/cached_result_changed.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/class_attributes.h"
#include "checks/drafts.h"
#include "checks/fix_copy.h"
#include "checks/registers.h"
#include "checks/remarks.h"
#include "checks/results.h"
#include "checks/wording.h"

namespace doppelint::checks::cached_result_changed {
namespace {

using analysis::Change;
using heap::Kind;
using heap::ObjectId;
using heap::Origin;
using heap::SlotKind;
using program::CodeId;

constexpr std::array<std::string_view, 2> kCaches{"functools.lru_cache", "functools.cache"};

const Instruction& made_by(const program::Module& module, const program::Function& function, ValueId value) {
    return module.instructions_of(function)[program::sole_origin_of(module, function, value).index()];
}

// A function that a call makes for itself keeps its answers no longer than that.
bool is_made_in_call(const analysis::ProjectReader& project, CodeId code) {
    const FunctionId around = project.interface(code.module).definition(code.function).made_in;
    return around.valid() &&
           project.program(code.module).function(around).kind == program::FunctionKind::function;
}

// Whether a decorator of the function keeps what it answers.
bool is_cached(const analysis::ProjectReader& project, CodeId code) {
    const project::Definition& definition = project.interface(code.module).definition(code.function);
    return !is_made_in_call(project, code) &&
           std::ranges::any_of(definition.decorators, [&](ValueId decorator) {
               const std::string name = project.library_decorator(code, decorator);
               return std::ranges::find(kCaches, name) != kCaches.end();
           });
}

// `defaultdict(list)`: a call that gets nothing but what makes items.
bool makes_items_by(const Subject& subject, CodeId code, const Instruction& call) {
    if (call.opcode != Opcode::call || call.operand_count != 2) return false;
    const program::Module& module = subject.file.project->program(code.module);
    const ValueId given = operand(module, call, 1);
    const project::Meanings meanings = subject.file.project->meaning_of(code, given);
    const project::Meaning* const only = meanings.only();
    if (only == nullptr)
        return made_by(module, module.function(code.function), given).opcode == Opcode::make_function;
    using What = project::Meaning::What;
    return only->what == What::function || only->what == What::class_ ||
           (only->what == What::library && subject.file.library.find_class(only->dotted) != nullptr);
}

// `return {}`: what is filled later, and not an answer.
bool begins_empty(const Subject& subject, CodeId code) {
    const program::Module& module = subject.file.project->program(code.module);
    const program::Function& function = module.function(code.function);
    const auto instructions = module.instructions_of(function);
    return std::ranges::any_of(instructions, [&](const Instruction& it) {
        if (it.opcode != Opcode::return_value) return false;
        const Instruction& made = made_by(module, function, module.operands_of(it)[0]);
        const bool is_display = made.opcode == Opcode::make_list || made.opcode == Opcode::make_dict ||
                                made.opcode == Opcode::make_set;
        return (is_display && made.operand_count == 0) ||
               (made.opcode == Opcode::call && made.operand_count == 1) ||
               makes_items_by(subject, code, made);
    });
}

// What a function answered that keeps its answers: the function's name, and where it was called.
struct Answer {
    std::string_view function;
    NodeId call;
    CodeId code;
};

// Whether what a model gives is, or may be, a new container.
bool may_be_new_container(const models::Library& library, const models::Model& model) {
    std::vector<models::Term> open{library.term(model.result)};
    for (std::size_t next = 0; next < open.size(); ++next) {
        const models::Term term = open[next];
        if (term.word == models::Word::list || term.word == models::Word::dict ||
            term.word == models::Word::set)
            return true;
        if (term.word != models::Word::either) continue;
        const auto parts = library.arguments_of(term);
        open.insert(open.end(), parts.begin(), parts.end());
    }
    return false;
}

// Whether the register holds what a library's function or a method of text gives, and that may be a new
// container: `json.loads(text)`, `line.split(",")`.
bool calls_for_container(const Subject& subject, CodeId code, ValueId value) {
    const models::Library& library = subject.file.library;
    const program::Module& module = subject.file.project->program(code.module);
    const program::Function& function = module.function(code.function);
    const Instruction& made = made_by(module, function, value);
    if (made.opcode != Opcode::call) return false;
    const auto gives_one = [&](const models::Model& it) { return may_be_new_container(library, it); };
    const ValueId callee = operand(module, made, 0);
    const std::string name = subject.file.project->meaning_of(code, callee).only_library();
    if (!name.empty()) return std::ranges::any_of(library.functions(name), gives_one);
    const Instruction& method = made_by(module, function, callee);
    if (method.opcode != Opcode::get_attribute) return false;
    const std::string_view word = module.text(NameId{method.payload});
    const auto is_text = [&](std::uint16_t it) { return library.model(it).name.starts_with("bytearray."); };
    return std::ranges::all_of(library.methods_named(word), is_text) &&
           std::ranges::any_of(library.methods("str", word), gives_one);
}

// Whether some way through the function answers with a new container.
bool answers_container(const Subject& subject, CodeId code) {
    const program::Module& module = subject.file.project->program(code.module);
    const program::Function& function = module.function(code.function);
    return std::ranges::any_of(module.instructions_of(function), [&](const Instruction& it) {
        if (it.opcode != Opcode::return_value) return false;
        const ValueId given = program::sole_origin_of(module, function, operand(module, it, 0));
        return subject.file.project->makes_container(code, given) ||
               calls_for_container(subject, code, given);
    });
}

// Whether some way through it answers with an instance of a class of the project.
bool answers_instance(const analysis::ProjectReader& project, CodeId code) {
    const program::Module& module = project.program(code.module);
    const program::Function& function = module.function(code.function);
    return std::ranges::any_of(module.instructions_of(function), [&](const Instruction& it) {
        if (it.opcode != Opcode::return_value) return false;
        const Instruction& made = made_by(module, function, operand(module, it, 0));
        if (made.opcode != Opcode::call) return false;
        const project::Meanings called = project.meaning_of(code, operand(module, made, 0));
        return called.only() != nullptr && called.only()->what == project::Meaning::What::class_;
    });
}

// The function whose answer it is, if that keeps its answers: what a cache gives hangs on the function that
// it called first, or it is what the call made.
CodeId answered_by(const Subject& subject, const heap::Object& object) {
    if (object.origin == Origin::child) {
        const bool is_kept =
            object.slot == heap::Slot::rest() && subject.object(object.parent).kind == Kind::function;
        const CodeId code = subject.any_caller.heap.objects().class_of(object.parent).code;
        return is_kept && code.valid() && !is_made_in_call(*subject.file.project, code) ? code : CodeId{};
    }
    if (object.origin != Origin::site || subject.at(ValueId{object.site}).opcode != Opcode::call) return {};
    for (const analysis::Ran& ran : ran_at(subject, ValueId{object.site})) {
        if (ran.code.valid() && !ran.nested && is_cached(*subject.file.project, ran.code)) return ran.code;
    }
    return {};
}

// The function that gave the object and remembers it for the next call: of a decorator's own, or in what is
// called a cache. Other tables of things are there to be changed by those who ask for them.
CodeId remembered_by(const Subject& subject, ObjectId id) {
    const heap::Object& object = subject.object(id);
    if (object.origin != Origin::site) return {};
    const auto& all = subject.facts().remembered;
    const auto found = std::ranges::find(all, id, &analysis::Remembered::object);
    if (found == all.end()) return {};
    const bool is_cache =
        found->keeper.valid() && subject.file.intent.is_cache(subject.any_caller.words.text(found->keeper));
    for (const analysis::Ran& ran : ran_at(subject, found->at)) {
        if (!ran.code.valid()) continue;
        if (found->keeper.valid() ? is_cache && !ran.nested : subject.file.project->is_decorated(ran.code))
            return ran.code;
    }
    return {};
}

// A method that of all containers lists alone have tells that something unknown is one.
bool is_list_by_method(const Subject& subject, const Change& change) {
    const Instruction& event = subject.at(change.event);
    if (event.opcode != Opcode::call) return false;
    const Instruction& method = subject.at(origin_of(subject, operand(subject.file.module, event, 0)));
    if (method.opcode != Opcode::get_attribute) return false;
    const models::Library& library = subject.file.library;
    const auto known = library.methods_named(subject.file.module.text(NameId{method.payload}));
    return !known.empty() && std::ranges::all_of(known, [&](std::uint16_t it) {
        const std::string_view name = library.model(it).name;
        return name.starts_with("list.") || name.starts_with("bytearray.");
    });
}

std::optional<Answer> answer_of_call(const Subject& subject, const Change& change, ObjectId id) {
    CodeId code = answered_by(subject, subject.object(id));
    if (code.valid() && !answers_container(subject, code)) return std::nullopt;
    if (!code.valid()) {
        code = remembered_by(subject, id);
        const bool is_unknown = subject.object(change.object).kind == Kind::opaque;
        if (is_unknown && !is_list_by_method(subject, change)) return std::nullopt;
        // Who keeps them may go on to fill them.
        if (change.is_callees_own()) return std::nullopt;
    }
    if (!code.valid()) return std::nullopt;
    const program::Module& module = subject.file.project->program(code.module);
    return Answer{module.text(module.function(code.function).name),
                  subject.node_of(origin_of(subject, change.through_value)), code};
}

std::optional<Answer> answer_of_property(const Subject& subject, const Change& change, ObjectId id) {
    const auto attribute = attribute_of(subject, id);
    const bool is_field = attribute && subject.object(subject.object(id).parent).kind == Kind::instance;
    if (!is_field || change.is_callees_own()) return std::nullopt;
    const analysis::ClassReader classes = subject.file.project->classes();
    const project::ClassInfo* const info = classes.find(attribute->of);
    if (info == nullptr || attribute->name.starts_with('_')) return std::nullopt;
    const project::Found found = classes.lookup(*info, attribute->name);
    if (found.owner == nullptr || found.open || found.members->size() != 1) return std::nullopt;
    const project::Member& member = found.members->front();
    if (member.wrap != project::Wrap::cached_property || !member.function.valid()) return std::nullopt;
    const CodeId code{found.owner->body.module, member.function};
    if (begins_empty(subject, code)) return std::nullopt;
    // What an instance shows when it is asked for an item is not the answer that is kept.
    if (answers_instance(*subject.file.project, code)) return std::nullopt;
    return Answer{attribute->name, subject.node_of(origin_of(subject, change.through_value)), code};
}

// The answer itself, or an item of it.
std::optional<Answer> answer_of(const Subject& subject, const Change& change) {
    for (ObjectId id = change.object;; id = subject.object(id).parent) {
        const heap::Object& object = subject.object(id);
        if (object.origin != Origin::child && object.origin != Origin::site) return std::nullopt;
        if (auto found = answer_of_call(subject, change, id)) return found;
        if (object.origin != Origin::child) return std::nullopt;
        if (object.slot.kind() != SlotKind::attribute) continue;
        const bool is_itself = id == change.object;
        const auto answer = answer_of_property(subject, change, id);
        const bool is_unknown =
            is_itself && object.kind == Kind::opaque && !is_list_by_method(subject, change);
        return answer && is_unknown && !answers_container(subject, answer->code) ? std::nullopt : answer;
    }
}

bool gives_answer(const Subject& subject, ValueId at, CodeId code) {
    return std::ranges::any_of(ran_at(subject, at), [&](const analysis::Ran& it) { return it.code == code; });
}

// Whether the object is the answer of the function, or a part of it.
bool leads_from(const Subject& subject, ObjectId id, CodeId code) {
    while (answered_by(subject, subject.object(id)) != code) {
        const heap::Object& object = subject.object(id);
        if (object.origin == Origin::site) return gives_answer(subject, ValueId{object.site}, code);
        if (object.origin != Origin::child) return false;
        id = object.parent;
    }
    return true;
}

// Whether what led there is not the answer by its own name, but, say, an item of a list that also holds what
// no cache keeps. What a property keeps stands in its place alone.
bool may_be_another(const Subject& subject, const Change& change, CodeId code) {
    const auto origins = origins_of(subject, change.through_value);
    if (std::ranges::any_of(origins, [&](ValueId it) { return gives_answer(subject, it, code); }))
        return false;
    const auto through = subject.any_caller.heap.objects_of(change.through);
    const auto is_answer = [&](ObjectId it) { return leads_from(subject, it, code); };
    return std::ranges::any_of(through, is_answer) && !std::ranges::all_of(through, is_answer);
}

// An object that changes itself by its own methods is a service that is kept, and no answer.
bool may_be_container(const Subject& subject, const Change& change) {
    const Kind kind = subject.object(change.object).kind;
    return models::kContainers.has(kind) || kind == Kind::opaque;
}

}  // namespace

void run(const Subject& subject, Sink& sink) {
    if (subject.file.project == nullptr) return;
    const Wording wording(subject.file);
    for (const Change& change : subject.facts().changes) {
        // What called code got at by itself it says of itself.
        const bool is_passed =
            change.callee_parameter != Change::kNoParameter || change.callee_root != Change::kNoParameter;
        if (change.callee.valid() && !is_passed) continue;
        if (!may_be_container(subject, change) || !change.through_value.valid()) continue;
        const auto answer = answer_of(subject, change);
        if (!answer || may_be_another(subject, change, answer->code)) continue;
        // `# fills the cached table, too`: who changes it knows.
        if (is_said_to_be_shared(subject, subject.node_of(change.event))) continue;
        const Phrase function(answer->function);
        std::string message =
            message::Changed{.change = wording.action(subject.at(change.event)), .function = function}.text();
        Draft draft =
            draft_of(subject, change, std::move(message),
                     {step::Answered{.function = function}.text(), answer->call}, step::Changed{}.text());
        draft.fix = copied_before(subject, change, fix::Copy{.function = function}.text());
        sink.add(std::move(draft));
    }
}

}  // namespace doppelint::checks::cached_result_changed
