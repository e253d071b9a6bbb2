#include "spec/yaml_tree.hpp"

#include "spec/indentation.hpp"
#include "spec/place.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace left4me
{
namespace
{
constexpr std::size_t kDepthLimit = 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Builds the tree from yaml-cpp's events, so that whatever must not be in a spec is refused when it is
/// met and nothing is ever expanded.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(std::string_view text, const std::string& file) : file_(file), places_(text) {}

    [[nodiscard]] YamlNode take() { return std::move(root_); }

    [[nodiscard]] Mark place(const YAML::Mark& mark) { return places_.of(mark.line, mark.column); }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        if (++documents_ > 1)
        {
            refuse(file_, place(mark),
                   "a second YAML document begins here, and a spec is one: indent the line to where "
                   "it belongs, or remove it");
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        refuse_anchor(mark, anchor);
        add_value(YamlNode::Kind::Null, mark, {});
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override
    {
        refuse(file_, place(mark), "YAML aliases (*name) are not allowed here: write the value out");
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        refuse_bytes(mark, value);
        if (awaits_key())
        {
            take_key(place(mark), value);
            return;
        }
        add_value(tag == "!" ? YamlNode::Kind::Quoted : YamlNode::Kind::Plain, mark, value);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlNode::Kind::Sequence, mark, tag, anchor);
    }
    void OnSequenceEnd() override { open_.pop_back(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        open(YamlNode::Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override { open_.pop_back(); }

private:
    struct Open
    {
        YamlNode* node;
        std::set<std::string> keys; // no hash: whoever writes a spec could let all have the same
        bool has_key = false;       ///< the last entry still waits for its value
    };

    [[nodiscard]] bool awaits_key() const
    {
        return !open_.empty() && open_.back().node->kind == YamlNode::Kind::Map && !open_.back().has_key;
    }

    void take_key(Mark mark, const std::string& key)
    {
        Open& top = open_.back();
        if (!top.keys.insert(key).second)
        {
            refuse(file_, mark, "the key " + shown(key) + " stands here twice: remove one of them");
        }
        top.node->entries.push_back({key, mark, {}});
        top.has_key = true;
    }

    YamlNode& add_value(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& text)
    {
        if (awaits_key())
        {
            refuse(file_, place(mark), "a key must be a plain word followed by a colon");
        }
        YamlNode& slot = next_slot();
        slot.kind = kind;
        slot.mark = place(mark);
        slot.text = text;
        return slot;
    }

    /// A container's address holds while it is open: its parent takes nothing else meanwhile.
    YamlNode& next_slot()
    {
        if (open_.empty())
        {
            return root_;
        }
        Open& top = open_.back();
        if (top.node->kind == YamlNode::Kind::Map)
        {
            top.has_key = false;
            return top.node->entries.back().value;
        }
        return top.node->items.emplace_back();
    }

    void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor)
    {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (open_.size() >= kDepthLimit)
        {
            refuse(file_, place(mark), "nested too deeply: a spec has at most 16 levels");
        }
        open_.push_back({&add_value(kind, mark, {}), {}, false});
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (anchor != 0)
        {
            refuse(file_, place(mark), "YAML anchors (&name) are not allowed here: remove it");
        }
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!")
        {
            refuse(file_, place(mark), "YAML tags (!name) are not allowed here: remove it");
        }
    }

    /// yaml-cpp makes single bytes, which are no characters, of the escapes \N and \_.
    void refuse_bytes(const YAML::Mark& mark, const std::string& value)
    {
        if (!is_utf8(value))
        {
            refuse(file_, place(mark),
                   "the escapes \\N and \\_ are not allowed here: write \\u0085 or \\u00a0");
        }
    }

    const std::string& file_;
    Places places_;
    YamlNode root_;
    std::vector<Open> open_;
    int documents_ = 0;
};

/// A raw control character is no YAML, and would reach yaml-cpp's own messages.
void require_text(std::string_view text, const std::string& file)
{
    if (const std::size_t at = first_invalid_utf8(text); at < text.size())
    {
        refuse(file, place_of_byte(text, at), "not UTF-8: save the file with that encoding");
    }
    const auto is_raw_control = [](char c)
    {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20U && c != '\t' && c != '\n' && c != '\r') || byte == 0x7FU;
    };
    if (const auto* const at = std::find_if(text.begin(), text.end(), is_raw_control); at != text.end())
    {
        refuse(file, place_of_byte(text, static_cast<std::size_t>(at - text.begin())),
               "a control character: remove it");
    }
}

/// yaml-cpp takes a quote that is still open at the end of the last line for a closed one, and a file that
/// was cut short for a whole one. It does not with a comment there.
std::string with_visible_end(std::string_view text)
{
    const bool ends_in_blank = text.find_last_not_of(" \t\r\n") + 1 < text.size();
    return std::string(text) + (ends_in_blank ? "\n#" : "");
}
} // namespace

YamlNode read_yaml(std::string_view text, const std::string& file)
{
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    {
        text.remove_prefix(kByteOrderMark.size());
    }
    require_text(text, file);
    std::istringstream stream(with_visible_end(text));
    TreeBuilder builder(text, file);
    try
    {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder))
        {
        }
    }
    catch (const YAML::Exception& error)
    {
        const Mark place = builder.place(error.mark);
        if (const auto tab = tab_that_indents_near(text, place))
        {
            refuse(file, *tab, "a tab indents this line, and YAML takes only spaces: replace it");
        }
        refuse(file, place,
               "not YAML: " + printable(error.msg) +
                   (has_quotes_within_quotes(text, place) ? "; a text that holds \" belongs in single quotes"
                                                          : ""));
    }
    return builder.take();
}
} // namespace left4me
