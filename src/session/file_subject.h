#pragma once

#include "analysis/function_analysis.h"
#include "checks/subject.h"
#include "session/loaded_project.h"

namespace doppelint::session {

/// What checks know of the file in which the code stands, as the analysis of that code reads it.
[[nodiscard]] checks::FileSubject file_subject(const LoadedProject& loaded, program::CodeId code,
                                               const analysis::FunctionAnalysis& function);

}  // namespace doppelint::session
