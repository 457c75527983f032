#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "session/check.h"
#include "session/memory_file_system.h"
#include "session/remembered.h"
#include "session/thread_pool.h"

namespace doppelint::session {

/// Files by their names: a state of a project in the folder /p.
using Texts = std::map<std::string, std::string>;

/// What a check says, as one text, and what it leaves.
struct Outcome {
    std::string findings;
    Remembered memory;
};

/// Checks the files, or those named of them. `memory` is of an earlier check.
inline Outcome checked(const Texts& texts, Remembered memory = {}, std::size_t threads = 1,
                       const std::set<std::string>& named = {}) {
    MemoryFileSystem files("/p");
    Request request;
    const auto all =
        std::make_shared<Reporting>(Reporting{findings::RuleSet::all(), findings::Confidence::possible});
    for (const auto& [name, text] : texts) {
        files.add_file("/p/" + name, text);
        if (!named.empty() && !named.contains(name)) continue;
        request.files.push_back({"/p/" + name, name, text.size(), 100000, std::nullopt, all});
    }
    ThreadPool pool(threads);
    Outcome result;
    result.memory = std::move(memory);
    const Report report = check(request, files, pool, result.memory);
    for (const findings::Finding& it : report.findings) {
        const auto place = [](const findings::Place& one) {
            return one.path + ":" + std::to_string(one.start.line) + ":" + std::to_string(one.start.column) +
                   "-" + std::to_string(one.end.line) + ":" + std::to_string(one.end.column);
        };
        result.findings += place(it.place) + " " + it.code + " " + std::string(name_of(it.confidence)) + " " +
                           it.message + " " + it.fingerprint + "\n";
        for (const findings::Step& step : it.steps) {
            result.findings += "    " + place(step.place) + " " + step.message + "\n";
        }
    }
    return result;
}

}  // namespace doppelint::session
