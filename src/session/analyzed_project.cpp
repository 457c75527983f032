#include "session/analyzed_project.h"

namespace doppelint::session {

AnalyzedProject::AnalyzedProject(const Request& request, heap::Policy policy, const FileSystem& files,
                                 Executor& executor)
    : options_(check_options_for(request)),
      policy_(policy),
      loaded_(request, options_, files, executor),
      analysis_(loaded_.analysis(options_, policy)) {}

void AnalyzedProject::run(Executor& executor, const Look& look) {
    if (policy_ == heap::Policy::sound) return;
    analysis_->run(executor, [&](program::CodeId code, const analysis::FunctionAnalysis& function) {
        if (look) look(code, function);
    });
}

}  // namespace doppelint::session
