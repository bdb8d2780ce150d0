/* Let the n-th call that changes the disk fail, stop or kill the process; loaded before the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, KILL, INTERRUPT, FAIL_EIO, SHORT_WRITE, FULL_DISK };

static int mode = NONE;
static long countdown = 0; /* calls until it happens; for FULL_DISK bytes until the disk is full */
static long seen = 0;

void faults_arm(int kind, long number) {
    mode = kind;
    countdown = number;
    seen = 0;
}

long faults_seen(void) { return seen; }

/* Tell whether this call is the one; the kinds that end the process do it here. */
static int is_due(void) {
    seen++;
    if (mode == NONE || mode == FULL_DISK || --countdown != 0) return 0;
    if (mode == KILL) raise(SIGKILL);
    if (mode == INTERRUPT) raise(SIGINT);
    return mode == FAIL_EIO || mode == SHORT_WRITE;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAILING(call)                             \
    if (is_due() && mode == FAIL_EIO) {           \
        errno = EIO;                              \
        return -1;                                \
    }                                             \
    return call

ssize_t write(int file, const void *data, size_t size) {
    int due = is_due();
    if (due && mode == FAIL_EIO) {
        errno = EIO;
        return -1;
    }
    struct stat status;
    if (mode == FULL_DISK && fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
        if (countdown <= 0) {
            errno = ENOSPC;
            return -1;
        }
        if ((long)size > countdown) size = countdown;
        countdown -= size;
    }
    if (due && mode == SHORT_WRITE && size > 1) size /= 2;
    return NEXT(write)(file, data, size);
}

/* What databases write with: at a place of its own, and for a full disk only what makes the file longer. */
#define PWRITE(name)                                                             \
    ssize_t name(int file, const void *data, size_t size, off_t at) {            \
        int due = is_due();                                                      \
        if (due && mode == FAIL_EIO) {                                           \
            errno = EIO;                                                         \
            return -1;                                                           \
        }                                                                        \
        struct stat status;                                                      \
        if (mode == FULL_DISK && fstat(file, &status) == 0 && at >= status.st_size) { \
            if (countdown <= 0) {                                                \
                errno = ENOSPC;                                                  \
                return -1;                                                       \
            }                                                                    \
            countdown -= size;                                                   \
        }                                                                        \
        if (due && mode == SHORT_WRITE && size > 1) size /= 2;                   \
        return NEXT(name)(file, data, size, at);                                 \
    }

PWRITE(pwrite)
PWRITE(pwrite64)

static int open_as(const char *name, const char *path, int flags, mode_t permissions) {
    if (flags & (O_CREAT | O_WRONLY | O_RDWR)) {
        int due = is_due();
        if (due && mode == FAIL_EIO) {
            errno = EIO;
            return -1;
        }
        if (mode == FULL_DISK && countdown <= 0 && (flags & O_CREAT)) {
            errno = ENOSPC;
            return -1;
        }
    }
    int (*next)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
    return next(path, flags, permissions);
}

#define OPEN(name)                                          \
    int name(const char *path, int flags, ...) {            \
        va_list rest;                                       \
        va_start(rest, flags);                              \
        mode_t permissions = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                       \
        return open_as(#name, path, flags, permissions);    \
    }

OPEN(open)
OPEN(open64)

int ftruncate(int file, off_t size) { FAILING(NEXT(ftruncate)(file, size)); }
int link(const char *old, const char *new) { FAILING(NEXT(link)(old, new)); }
int fdatasync(int file) { FAILING(NEXT(fdatasync)(file)); }
int fsync(int file) { FAILING(NEXT(fsync)(file)); }
int rename(const char *old, const char *new) { FAILING(NEXT(rename)(old, new)); }
int renameat2(int a, const char *old, int b, const char *new, unsigned flags) {
    FAILING(NEXT(renameat2)(a, old, b, new, flags));
}
int unlink(const char *path) { FAILING(NEXT(unlink)(path)); }
int unlinkat(int folder, const char *path, int flags) { FAILING(NEXT(unlinkat)(folder, path, flags)); }
int rmdir(const char *path) { FAILING(NEXT(rmdir)(path)); }
int mkdir(const char *path, mode_t permissions) { FAILING(NEXT(mkdir)(path, permissions)); }
