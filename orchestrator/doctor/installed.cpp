#include "doctor/limits.hpp"
#include "doctor/parts.hpp"
#include "doctor/shell_word.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/nearest.hpp"
#include "system/terminal_text.hpp"
#include "system/unit_files.hpp"
#include "system/units.hpp"

#include <filesystem>

#include <pwd.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kProbe[] = "doctor-probe"; // an instance that need not exist

Finding user()
{
    if (::getpwnam(paths::kUser) == nullptr)
    {
        return failure("user", std::string("there is no user ") + paths::kUser, "sudo systemd-sysusers");
    }
    if (::getpwnam(paths::kJournalUser) == nullptr)
    {
        return warning("user",
                       std::string("there is no user ") + paths::kJournalUser + ": logs are read as nobody",
                       "sudo systemd-sysusers");
    }
    return ok("user", std::string("the user ") + paths::kUser + " exists");
}

/// What keeps a helper from being root's alone and without powers of its own.
std::optional<std::string> fault_of_helper(const std::string& path)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0)
    {
        return "is missing";
    }
    if (!S_ISREG(status.st_mode) || status.st_uid != 0 || status.st_gid != 0)
    {
        return "is not a file of root:root: somebody else may have written it";
    }
    if ((status.st_mode & 07777U) != 0755U)
    {
        return "has not the mode 0755";
    }
    if (::lgetxattr(path.c_str(), "security.capability", nullptr, 0) >= 0)
    {
        return "has file capabilities";
    }
    return std::nullopt;
}

bool is_package()
{
    try
    {
        return capture({"/usr/bin/dpkg-query", "--show", "--showformat=${db:Status-Status}", "left4me"})
                   .out == "installed";
    }
    catch (const UserError&) // no Debian
    {
        return false;
    }
}

/// Who could change its mode could change its content.
std::string command_to_reinstall()
{
    return is_package() ? "sudo apt-get install --reinstall ./left4me_*.deb" : "sudo meson install -C build";
}

Finding helpers()
{
    for (const char* const path : {paths::kOverlayHelper, paths::kSystemctlHelper, paths::kJournalctlHelper})
    {
        if (const auto fault = fault_of_helper(path))
        {
            return failure("helpers",
                           std::string(path) + " " + *fault + "; the command belongs where the " +
                               (is_package() ? "package's file lies" : "sources were built"),
                           command_to_reinstall());
        }
    }
    return ok("helpers", std::string("the three helpers are root's, 0755, in ") + paths::kLibexecDir);
}

/// Where systemd finds a unit of that name before ours, such as the earlier tool's.
std::optional<std::string> hiding_unit()
{
    for (const std::string directory :
         {"/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system"})
    {
        const std::string path = directory + "/left4me-server@.service";
        if (directory == paths::kUnitDir)
        {
            return std::nullopt;
        }
        if (::access(path.c_str(), F_OK) == 0)
        {
            return path;
        }
    }
    return std::nullopt;
}

/// ", changed by …": what an admin added, which explains what is unlike the manual.
std::string changes_by_drop_ins()
{
    const std::vector<std::string> drop_ins = drop_ins_of(std::nullopt, unit_load_path());
    return drop_ins.empty() ? "" : ", changed by " + for_terminal(enumerated(drop_ins));
}

/// It can be put back, since systemd reads nothing but *.conf there.
std::string command_to_undo(const std::string& property)
{
    const auto file = drop_in_that_sets(property, unit_load_path());
    if (!file)
    {
        return "systemctl cat " + unit_of("");
    }
    return "sudo mv " + shell_word(*file) + " " + shell_word(*file + ".off") +
           " && sudo systemctl daemon-reload";
}

/// Of a server's unit that systemctl mask has switched off.
std::optional<std::filesystem::path> mask()
{
    std::error_code error;
    for (const std::string& directory : unit_load_path())
    {
        for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
             entry.increment(error))
        {
            const std::string name = entry->path().filename().string();
            std::error_code is_no_link;
            if (name.starts_with("left4me-server@") && name.ends_with(".service") &&
                std::filesystem::read_symlink(entry->path(), is_no_link) == "/dev/null")
            {
                return entry->path();
            }
        }
    }
    return std::nullopt;
}

Finding known_unit()
{
    if (const auto path = hiding_unit())
    {
        return warning("units", *path + " hides ours, which is in " + paths::kUnitDir,
                       "sudo mv " + *path + " " + *path + ".old && sudo systemctl daemon-reload");
    }
    const Ended shown = capture(
        {paths::kSystemctl, "show", "--no-pager", "--property=" + properties_to_show(), unit_of(kProbe)});
    if (const auto fault = shown.status == 0 ? fault_of_unit(shown.out) : std::nullopt)
    {
        return failure("units", "every server " + fault->text + changes_by_drop_ins(),
                       command_to_undo(fault->property));
    }
    return ok("units", "systemd knows left4me-server@.service" + changes_by_drop_ins());
}

Finding units()
{
    if (const auto path = mask())
    {
        const std::string name = path->filename().string();
        const bool until_boot = path->string().starts_with("/run/");
        const std::string what = path->string() + " masks the unit, so that it cannot be started";
        const std::string command =
            std::string("sudo systemctl unmask ") + (until_boot ? "--runtime " : "") + name;
        // A single one may be off on purpose.
        return name == unit_of("") ? failure("units", what, command) : warning("units", what, command);
    }
    try
    {
        const UnitState unit = unit_state(kProbe, Verbosity::Quiet);
        if (unit.load_state == "loaded")
        {
            return known_unit();
        }
        return failure("units", "systemd does not know left4me-server@.service",
                       "sudo systemctl daemon-reload");
    }
    catch (const std::exception&)
    {
        return failure("units", "systemd cannot be asked about left4me-server@.service",
                       "systemctl is-system-running");
    }
}
} // namespace

Findings examine_installed()
{
    return {user(), helpers(), units()};
}
} // namespace left4me
