#include "steam/key_values.hpp"

#include <algorithm>

#include <strings.h>

namespace left4me
{
namespace
{
constexpr int kDeepest = 32;
constexpr std::string_view kSpace = " \t\r\n";

class Parser
{
public:
    explicit Parser(std::string_view rest) : rest_(rest) {}

    /// Up to the brace that closes them, or the end of the text on the outermost level.
    std::optional<std::vector<KeyValue>> keys(int depth)
    {
        std::vector<KeyValue> found;
        while (!at_end_of(depth))
        {
            auto entry = key(depth);
            if (!entry)
            {
                return std::nullopt;
            }
            found.push_back(std::move(*entry));
        }
        return broken_ ? std::nullopt : std::optional(std::move(found));
    }

private:
    bool at_end_of(int depth)
    {
        skip_space();
        if (depth > 0 && rest_.empty())
        {
            broken_ = true;
        }
        return rest_.empty() || (depth > 0 && take('}'));
    }

    std::optional<KeyValue> key(int depth)
    {
        const auto name = quoted();
        skip_space();
        if (!name)
        {
            return std::nullopt;
        }
        if (take('{'))
        {
            auto children = depth < kDeepest ? keys(depth + 1) : std::nullopt;
            return children ? std::optional(KeyValue{*name, {}, std::move(*children)}) : std::nullopt;
        }
        const auto text = quoted();
        return text ? std::optional(KeyValue{*name, *text, {}}) : std::nullopt;
    }

    std::optional<std::string> quoted()
    {
        if (!take('"'))
        {
            return std::nullopt;
        }
        std::string text;
        while (!rest_.empty() && rest_.front() != '"')
        {
            rest_.remove_prefix(rest_.front() == '\\' && rest_.size() > 1 ? 1 : 0);
            text += rest_.front();
            rest_.remove_prefix(1);
        }
        return take('"') ? std::optional(text) : std::nullopt;
    }

    bool take(char wanted)
    {
        const bool there = !rest_.empty() && rest_.front() == wanted;
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }

    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kSpace), rest_.size())); }

    std::string_view rest_;
    bool broken_ = false;
};

const KeyValue* find(const std::vector<KeyValue>& tree, std::string_view key)
{
    const auto found = std::find_if(tree.begin(), tree.end(),
                                    [&](const KeyValue& each) {
                                        return each.key.size() == key.size() &&
                                               ::strncasecmp(each.key.data(), key.data(), key.size()) == 0;
                                    });
    return found == tree.end() ? nullptr : &*found;
}
} // namespace

std::optional<std::vector<KeyValue>> parse_key_values(std::string_view text)
{
    return Parser(text).keys(0);
}

std::optional<std::string> find_text(const std::vector<KeyValue>& tree,
                                     std::initializer_list<std::string_view> path)
{
    const std::vector<KeyValue>* level = &tree;
    const KeyValue* found = nullptr;
    for (const std::string_view key : path)
    {
        found = find(*level, key);
        if (found == nullptr)
        {
            return std::nullopt;
        }
        level = &found->children;
    }
    return found != nullptr && found->children.empty() ? std::optional(found->text) : std::nullopt;
}
} // namespace left4me
