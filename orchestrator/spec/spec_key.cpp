#include "spec/spec_key.hpp"

#include "spec/nearest.hpp"
#include "spec/text.hpp"

namespace left4me
{
bool is_note(std::string_view key)
{
    return key.starts_with("x-");
}

void refuse_unknown_key(const YamlEntry& entry, const std::vector<std::string>& known,
                        const std::string& owner, const std::string& file)
{
    const std::string hint = did_you_mean(entry.key, known);
    refuse(file, entry.mark,
           "unknown key " + shown(entry.key) +
               (hint.empty()
                    ? ": " + owner + " has " + enumerated(known) + "; a key of your own must begin with x-"
                    : hint));
}
} // namespace left4me
