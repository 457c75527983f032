#include "cli/parse_options.h"

#include <algorithm>
#include <memory>

#include "cli/help_text.h"
#include "cli/messages.h"
#include "session/spelling.h"

namespace doppelint::cli {
namespace {

constexpr std::string_view kOnlyOperandsFollow = "--";

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

ExitStatus unknown_option(const CLI::App& app, const std::string& written, Surroundings& surroundings) {
    const std::vector<std::string> names = option_names(app);
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string name = written.substr(0, written.find('='));
    return fail(surroundings, "unknown option `" + name + "`" + session::did_you_mean(name, known));
}

bool is_option(const std::string& argument) {
    return argument.size() > 1 && argument.starts_with('-');
}

// CLI11 takes its arguments from the end.
std::vector<std::string> in_its_order(Arguments arguments) {
    return {arguments.rbegin(), arguments.rend()};
}

}  // namespace

void set_habits(CLI::App& app, std::string_view usage) {
    app.allow_extras();
    app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app.name(std::string(usage));
    app.set_help_flag("-h,--help", "Print this help");
    app.formatter(std::make_shared<HelpText>());
}

void begin_group(CLI::App& app, std::string_view title) {
    app.option_defaults()->group(std::string(title));
}

std::optional<ExitStatus> parse_options(CLI::App& app, Arguments arguments, Operands& operands,
                                        Surroundings& surroundings) {
    if (surroundings.see_options) {
        surroundings.see_options(app);
        return ExitStatus::clean;
    }
    const auto mark = std::ranges::find(arguments, kOnlyOperandsFollow);
    try {
        app.parse(in_its_order({arguments.begin(), mark}));
    } catch (const CLI::CallForHelp&) {
        return print(surroundings, app.help(), ExitStatus::clean);
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string sentence = error.what();
        return fail(surroundings, sentence.substr(0, sentence.find(':')) + " needs a value");
    } catch (const CLI::ParseError& error) {
        return fail(surroundings, error.what());
    }
    for (const std::string& argument : app.remaining()) {
        if (is_option(argument)) return unknown_option(app, argument, surroundings);
        operands.push_back(argument);
    }
    if (mark != arguments.end()) operands.insert(operands.end(), mark + 1, arguments.end());
    return std::nullopt;
}

CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                      const std::string& description) {
    return app.add_option(name, into, description)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false)
        ->delimiter(',');
}

ExitStatus unknown_value(std::string_view option, std::string_view value,
                         std::span<const std::string_view> known, Surroundings& surroundings) {
    std::string all;
    for (const std::string_view it : known) all += (all.empty() ? "`" : ", `") + std::string(it) + "`";
    return fail(surroundings, std::string(option) + " knows no `" + std::string(value) + "`, but " + all +
                                  session::did_you_mean(value, known));
}

}  // namespace doppelint::cli
