// What stood on a command line, before anybody knows what it means. Inner header of this room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace left4me
{
class OptionValues
{
public:
    void add(const std::string& option, std::string text) { texts_.emplace(option, std::move(text)); }
    void add_name(std::string name) { names_.push_back(std::move(name)); }

    /// By the long name, or by the letter where there is no other.
    [[nodiscard]] bool has(const std::string& option) const { return texts_.count(option) != 0; }
    [[nodiscard]] std::optional<std::string> text(const std::string& option) const
    {
        const auto found = texts_.find(option);
        return found == texts_.end() ? std::nullopt : std::optional(found->second);
    }
    /// The words that are no options.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    std::map<std::string, std::string> texts_;
    std::vector<std::string> names_;
};

/// UserError(Usage) where two of the options are given.
void require_one_at_most(const OptionValues& values, const std::vector<std::string>& options);
} // namespace left4me
