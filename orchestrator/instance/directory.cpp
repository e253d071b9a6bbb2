#include "instance/directory.hpp"

#include "instance/failure.hpp"
#include "system/place.hpp"

#include <array>
#include <cerrno>
#include <list>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr int kDirectoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

void ensure_mode(const Directory& dir, mode_t mode)
{
    struct stat status = {};
    if (::fstat(dir.fd.get(), &status) != 0)
    {
        fail_to_read("look at " + dir.path.string(), errno);
    }
    if ((status.st_mode & mode) != mode && ::fchmod(dir.fd.get(), (status.st_mode & 07777U) | mode) != 0)
    {
        fail_to_write("change the mode of " + dir.path.string(), errno);
    }
}

void write_all(const Fd& file, std::string_view text, const std::string& shown)
{
    while (!text.empty())
    {
        const ssize_t written = ::write(file.get(), text.data(), text.size());
        if (written < 0 && errno != EINTR)
        {
            fail_to_write("write " + shown, errno);
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

/// Whether rewriting would change nothing.
bool holds(const Directory& dir, const std::string& name, std::string_view text, mode_t mode)
{
    struct stat status = {};
    const bool same_kind = ::fstatat(dir.fd.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                           S_ISREG(status.st_mode) && (status.st_mode & 07777U) == mode &&
                           status.st_uid == ::geteuid() &&
                           static_cast<std::size_t>(status.st_size) == text.size();
    return same_kind && read_file(dir, name, text.size()) == text;
}

/// A file to be, in a temporary that goes away again unless it is moved into place.
class Replacement
{
public:
    Replacement(const Directory& scratch, const Directory& dir, const std::string& name)
        : scratch_(scratch), dir_(dir), name_(name), temporary_("." + name + ".new")
    {
        discard();
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    Replacement(Replacement&&) = delete;
    Replacement& operator=(Replacement&&) = delete;
    ~Replacement() { discard(); }

    void prepare(std::string_view text, mode_t mode)
    {
        if (holds(dir_, name_, text, mode))
        {
            return;
        }
        const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
        const Fd file(::openat(scratch_.fd.get(), temporary_.c_str(), flags, kPrivateFile));
        if (!file)
        {
            fail_to_write("write " + dir_.shown(name_), errno);
        }
        write_all(file, text, dir_.shown(name_));
        if (::fchmod(file.get(), mode) != 0 || ::fsync(file.get()) != 0)
        {
            fail_to_write("write " + dir_.shown(name_), errno);
        }
        prepared_ = true;
    }

    void take_place()
    {
        if (!prepared_)
        {
            return;
        }
        if (::renameat(scratch_.fd.get(), temporary_.c_str(), dir_.fd.get(), name_.c_str()) != 0)
        {
            fail_to_write("write " + dir_.shown(name_), errno);
        }
        sync_directory(dir_);
    }

private:
    void discard() const { ::unlinkat(scratch_.fd.get(), temporary_.c_str(), 0); }

    const Directory& scratch_;
    const Directory& dir_;
    std::string name_;
    std::string temporary_;
    bool prepared_ = false;
};
} // namespace

std::optional<Directory> find_directory(const std::filesystem::path& path)
{
    Fd fd = open_place(path, kDirectoryFlags);
    if (!fd && errno == ENOENT)
    {
        return std::nullopt;
    }
    if (!fd)
    {
        fail_to_read("open the directory " + path.string(), errno);
    }
    return Directory{std::move(fd), path};
}

Directory make_directory(const Directory& parent, const std::string& name, mode_t mode)
{
    if (::mkdirat(parent.fd.get(), name.c_str(), mode) != 0 && errno != EEXIST)
    {
        fail_to_write("make the directory " + parent.shown(name), errno);
    }
    Directory dir{Fd(::openat(parent.fd.get(), name.c_str(), kDirectoryFlags)), parent.path / name};
    if (!dir.fd)
    {
        fail_to_read("open the directory " + parent.shown(name), errno);
    }
    ensure_mode(dir, mode);
    return dir;
}

Directory make_state_directory(const std::filesystem::path& path)
{
    const auto root = find_directory(path.parent_path());
    if (!root)
    {
        throw UserError(Exit::Config, "the state root " + path.parent_path().string() +
                                          " does not exist: make it with systemd-tmpfiles --create");
    }
    return make_directory(*root, path.filename().string(), kPublicDirectory);
}

std::string read_open_file(const Fd& file, const std::string& shown, std::size_t limit)
{
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
    {
        fail_to_read("look at " + shown, errno);
    }
    if (!S_ISREG(status.st_mode))
    {
        throw UserError(Exit::DataErr, shown + " is not a regular file: replace it by one");
    }
    std::string text;
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while ((count = ::read(file.get(), buffer.data(), buffer.size())) > 0 && text.size() <= limit)
    {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    if (count < 0)
    {
        fail_to_read("read " + shown, errno);
    }
    if (text.size() > limit)
    {
        throw UserError(Exit::DataErr, shown + " is larger than " + std::to_string(limit) + " bytes");
    }
    return text;
}

void require_owner_reads(const Directory& dir, const Fd& file, const std::string& shown)
{
    struct stat owner = {};
    struct stat status = {};
    if (::fstat(dir.fd.get(), &owner) != 0 || ::fstat(file.get(), &status) != 0)
    {
        fail_to_read("look at " + shown, errno);
    }
    const bool may = status.st_uid == owner.st_uid || (status.st_mode & S_IROTH) != 0 ||
                     (status.st_gid == owner.st_gid && (status.st_mode & S_IRGRP) != 0);
    if (::geteuid() == 0 && !may)
    {
        fail_to_read("read " + shown + " with the rights of its directory's owner", EACCES);
    }
}

std::optional<std::string> read_file(const Directory& dir, const std::string& name, std::size_t limit)
{
    const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    const Fd file(::openat(dir.fd.get(), name.c_str(), flags));
    if (!file && errno == ENOENT)
    {
        return std::nullopt;
    }
    if (!file)
    {
        fail_to_read("read " + dir.shown(name), errno);
    }
    require_owner_reads(dir, file, dir.shown(name));
    return read_open_file(file, dir.shown(name), limit);
}

void write_file(const Directory& scratch, const Directory& dir, const std::string& name,
                std::string_view text, mode_t mode)
{
    Replacement replacement(scratch, dir, name);
    replacement.prepare(text, mode);
    replacement.take_place();
}

void write_file(const Directory& dir, const std::string& name, std::string_view text, mode_t mode)
{
    write_file(dir, dir, name, text, mode);
}

void write_files(const Directory& dir, const std::vector<NewFile>& files)
{
    std::list<Replacement> replacements;
    for (const NewFile& file : files)
    {
        replacements.emplace_back(dir, dir, file.name).prepare(file.text, file.mode);
    }
    for (Replacement& replacement : replacements)
    {
        replacement.take_place();
    }
}

void sync_directory(const Directory& dir)
{
    if (::fsync(dir.fd.get()) != 0)
    {
        fail_to_write("write " + dir.path.string(), errno);
    }
}
} // namespace left4me
