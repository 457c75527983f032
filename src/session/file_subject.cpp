#include "session/file_subject.h"

namespace doppelint::session {

checks::FileSubject file_subject(const LoadedProject& loaded, program::CodeId code,
                                 const analysis::FunctionAnalysis& function) {
    const LoadedFile& file = loaded.file(code.module);
    const analysis::Context& context = function.any_caller.context();
    return {file.tree,        file.program, context.globals, context.library, context.intent,
            context.versions, code.module,  context.flow,    context.project, &file.file};
}

}  // namespace doppelint::session
