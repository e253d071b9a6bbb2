#include "common/failure.hpp"

#include <cerrno>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
template <typename Call>
Failure failure_of(Call call)
{
    try
    {
        call();
    }
    catch (const Failure& failure)
    {
        return failure;
    }
    return {Exit::Ok, ""};
}

TEST(HelperFailure, SaysWhatCannotBeDoneAndWhy)
{
    const Failure failure = failure_of([] { fail(Exit::DataErr, "mount alpha", "it is a file"); });
    EXPECT_EQ(failure.exit, Exit::DataErr);
    EXPECT_EQ(failure.sentence, "cannot mount alpha: it is a file");
}

TEST(HelperFailure, HasTheExitCodeThatSuitsTheError)
{
    struct Case
    {
        int error;
        Exit exit;
    };
    for (const Case example :
         {Case{EAGAIN, Exit::TempFail}, Case{EBUSY, Exit::TempFail}, Case{ETXTBSY, Exit::TempFail},
          Case{ENOSPC, Exit::CantCreat}, Case{EDQUOT, Exit::CantCreat}, Case{EROFS, Exit::CantCreat},
          Case{EPERM, Exit::OsErr}, Case{EACCES, Exit::OsErr}, Case{EINVAL, Exit::OsErr},
          Case{ENOMEM, Exit::OsErr}, Case{99999, Exit::OsErr}})
    {
        EXPECT_EQ(failure_of([&] { fail_with_errno(example.error, "act"); }).exit, example.exit)
            << example.error;
    }
    EXPECT_EQ(failure_of([] { fail_with_errno(EPERM, "act"); }).sentence,
              "cannot act: Operation not permitted");
    EXPECT_EQ(failure_of([] { fail_with_errno(99999, "act"); }).sentence, "cannot act: unknown error");
}

TEST(CheckedCall, PassesAResultThroughAndThrowsForErrno)
{
    EXPECT_EQ(check(7, "act"), 7);
    EXPECT_EQ(check(0, std::string("act")), 0);
    errno = EROFS;
    const Failure failure = failure_of([] { check(-1, std::string("act")); });
    EXPECT_EQ(failure.exit, Exit::CantCreat);
    EXPECT_EQ(failure.sentence, "cannot act: Read-only file system");
}
} // namespace
} // namespace left4me
