#include "commands/spec_file.hpp"
#include "left4me/error.hpp"
#include "spec/spec.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
class SpecFile : public testing::Test
{
protected:
    SpecFile()
    {
        std::string pattern = testing::TempDir() + "spec-XXXXXX";
        directory_ = ::mkdtemp(pattern.data());
    }
    ~SpecFile() override { std::filesystem::remove_all(directory_); }

    [[nodiscard]] std::filesystem::path path() const { return directory_ / "alpha.yaml"; }

    [[nodiscard]] Exit refusal() const
    {
        try
        {
            static_cast<void>(read_spec_file(path().string()));
        }
        catch (const UserError& error)
        {
            EXPECT_THAT(error.what(), testing::HasSubstr(path().string()));
            return error.exit();
        }
        return Exit::Ok;
    }

private:
    std::filesystem::path directory_;
};

TEST_F(SpecFile, IsReadWholeAlsoThroughASymlink)
{
    std::ofstream(path().string() + ".real") << "port: 27015\n";
    std::filesystem::create_symlink("alpha.yaml.real", path());
    EXPECT_EQ(read_spec_file(path().string()), "port: 27015\n");
}

TEST_F(SpecFile, ThatIsMissingIs66)
{
    EXPECT_EQ(refusal(), Exit::NoInput);
}

TEST_F(SpecFile, ThatIsADirectoryIs65)
{
    std::filesystem::create_directory(path());
    EXPECT_EQ(refusal(), Exit::DataErr);
}

TEST_F(SpecFile, ThatIsAFifoIs65AtOnce)
{
    ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
    EXPECT_EQ(refusal(), Exit::DataErr);
}

TEST_F(SpecFile, ThatIsLargerThanAnySpecIs65)
{
    std::ofstream(path()) << std::string(kSpecSizeLimit + 1, '#');
    EXPECT_EQ(refusal(), Exit::DataErr);
}
} // namespace
} // namespace left4me
