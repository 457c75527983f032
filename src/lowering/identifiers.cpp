#include "lowering/identifiers.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include <utf8proc.h>

namespace doppelint::lowering {
namespace {

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char it) { return static_cast<unsigned char>(it) >= 0x80; });
}

}  // namespace

NameId identifier_name(Interner& names, std::string_view written) {
    if (is_ascii(written)) return names.intern(written);
    utf8proc_uint8_t* normal = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(written.data()),
                     static_cast<utf8proc_ssize_t>(written.size()), &normal, options);
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(normal, std::free);
    if (size < 0) return names.intern(written);
    return names.intern({reinterpret_cast<const char*>(normal), static_cast<std::size_t>(size)});
}

NameId mangled_name(Interner& names, std::string_view written, NameId private_class) {
    const bool is_private =
        written.starts_with("__") && !written.ends_with("__") && written.find('.') == std::string_view::npos;
    if (!is_private || !private_class.valid()) return identifier_name(names, written);
    std::string_view owner = names.text(private_class);
    const std::size_t letters = owner.find_first_not_of('_');
    if (letters == std::string_view::npos) return identifier_name(names, written);
    std::string whole = "_";
    whole += owner.substr(letters);
    whole += written;
    return identifier_name(names, whole);
}

}  // namespace doppelint::lowering
