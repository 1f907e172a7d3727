/* Loaded before libc into a process under test (LD_PRELOAD): sees what it does to the files below
 * one folder, writes that down, and at a chosen call lets something go wrong.
 *
 *   FAULTS_BELOW   the folder; what lies elsewhere is left alone
 *   FAULTS_INJECT  "CALL PART FROM TIMES ACTION ARG" and more of them after ';'
 *                  CALL    open write fdatasync fsync flock rename unlink mkdir
 *                  PART    what the path must hold ("/" for any)
 *                  FROM    the first call that is hit, counted from 1
 *                  TIMES   how many are hit; 0 for all that follow
 *                  ACTION  kill-before kill-after cut-before cut-after stop-after
 *                          errno ARG     fails with it, and nothing is done
 *                          short ARG     says that so many bytes were written, and writes none
 *                          garble ARG    writes all, with the byte at ARG changed
 *                          hold 0        waits for as long as FAULTS_HOLD is there
 *   FAULTS_SWITCH  while this file is missing nothing is counted or hit
 *   FAULTS_ROOM    a file with the number of bytes that the disk of meetings/ has room for
 *   FAULTS_LOG     a file for the calls, in order, and for what is said on stdout
 *
 * A cut is a power cut: each file goes back to what its syncs made of it, page by page, and a new
 * name is gone unless its folder was synced. A sync that fails leaves its pages clean and lost, as
 * Linux does. Descriptors get serial numbers, because their own come back.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE 4096
#define PAGES 1024
#define FDS 1024

struct fault {
    char call[16], part[64], action[16];
    long from, times, arg, seen;
};

struct file {
    dev_t dev;
    ino_t ino;
    char path[PATH_MAX];
    char *platter;
    long length;
    char dirty[PAGES];
    int is_named;
};

static struct fault faults[8];
static int fault_count;
static struct file files[64];
static int file_count;
static long serials[FDS], next_serial;
static const char *below, *switch_path, *hold_path, *room_path;
static int log_fd = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);
static int (*real_flock)(int, int);
static int (*real_open)(const char *, int, ...);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_mkdir)(const char *, mode_t);

__attribute__((constructor)) static void begin(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_flock = dlsym(RTLD_NEXT, "flock");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_mkdir = dlsym(RTLD_NEXT, "mkdir");
    below = getenv("FAULTS_BELOW");
    switch_path = getenv("FAULTS_SWITCH");
    hold_path = getenv("FAULTS_HOLD");
    room_path = getenv("FAULTS_ROOM");
    const char *log = getenv("FAULTS_LOG");
    if (log)
        log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const char *rest = getenv("FAULTS_INJECT");
    while (rest && *rest && fault_count < 8) {
        struct fault *f = &faults[fault_count];
        if (sscanf(rest, " %15s %63s %ld %ld %15s %ld", f->call, f->part, &f->from, &f->times, f->action,
                   &f->arg) != 6) {
            fprintf(stderr, "inject: not understood: %s\n", rest);
            abort();
        }
        fault_count++;
        rest = strchr(rest, ';');
        rest = rest ? rest + 1 : NULL;
    }
}

static void note(const char *format, ...)
{
    char line[8192];
    va_list args;
    if (log_fd < 0)
        return;
    va_start(args, format);
    int length = vsnprintf(line, sizeof line - 1, format, args);
    va_end(args);
    if (length > (int)sizeof line - 2)
        length = sizeof line - 2;
    line[length++] = '\n';
    if (real_write(log_fd, line, length) < 0)
        abort();
}

static int is_below(const char *path)
{
    size_t length = below ? strlen(below) : 0;
    return length && strncmp(path, below, length) == 0;
}

static int path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

static long serial(int fd)
{
    return fd >= 0 && fd < FDS ? serials[fd] : -1;
}

/* --- the platter ------------------------------------------------------------------------- */

static struct file *known(int fd)
{
    struct stat now;
    if (fstat(fd, &now) != 0)
        return NULL;
    for (int i = 0; i < file_count; i++)
        if (files[i].dev == now.st_dev && files[i].ino == now.st_ino && files[i].platter)
            return &files[i];
    return NULL;
}

static void harden(int fd, struct file *file)
{
    struct stat now;
    if (!file || fstat(fd, &now) != 0)
        return;
    for (long page = 0; page < PAGES; page++)
        if (file->dirty[page]) {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            int reader = real_open(link, O_RDONLY | O_CLOEXEC);
            memset(file->platter + page * PAGE, 0, PAGE);
            if (pread(reader, file->platter + page * PAGE, PAGE, page * PAGE) < 0)
                abort();
            close(reader);
        }
    file->length = now.st_size < PAGES * PAGE ? now.st_size : PAGES * PAGE;
    memset(file->dirty, 0, PAGES);
}

static void track(int fd, const char *path, int is_new)
{
    struct stat now;
    if (fd < 0 || fstat(fd, &now) != 0 || !S_ISREG(now.st_mode) || known(fd) || file_count == 64)
        return;
    struct file *file = &files[file_count++];
    file->dev = now.st_dev;
    file->ino = now.st_ino;
    file->is_named = !is_new;
    snprintf(file->path, sizeof file->path, "%s", path);
    file->platter = calloc(PAGES, PAGE);
    /* What is there when we first see it has been there long enough to be on the disk. */
    memset(file->dirty, 1, (now.st_size + PAGE - 1) / PAGE < PAGES ? (now.st_size + PAGE - 1) / PAGE : PAGES);
    harden(fd, file);
}

static void names_are_synced(const char *folder)
{
    size_t length = strlen(folder);
    for (int i = 0; i < file_count; i++)
        if (strncmp(files[i].path, folder, length) == 0 && files[i].path[length] == '/'
            && !strchr(files[i].path + length + 1, '/'))
            files[i].is_named = 1;
}

static void cut(void)
{
    for (int i = 0; i < file_count; i++) {
        struct file *file = &files[i];
        struct stat now;
        if (stat(file->path, &now) != 0 || now.st_ino != file->ino)
            continue;
        if (!file->is_named) {
            real_unlink(file->path);
            continue;
        }
        int fd = real_open(file->path, O_WRONLY | O_TRUNC | O_CLOEXEC);
        if (real_write(fd, file->platter, file->length) != file->length)
            abort();
        close(fd);
    }
}

/* --- faults ------------------------------------------------------------------------------ */

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static struct fault *hit(const char *call, const char *path)
{
    struct fault *found = NULL;
    if (switch_path && access(switch_path, F_OK) != 0)
        return NULL;
    for (int i = 0; i < fault_count; i++) {
        struct fault *f = &faults[i];
        if (strcmp(f->call, call) != 0 || !strstr(path, f->part))
            continue;
        f->seen++;
        if (f->seen >= f->from && (f->times == 0 || f->seen < f->from + f->times))
            found = f;
    }
    return found;
}

/* Whether the call is answered here: -1 and errno, or a count. */
static int before(struct fault *f, long *answer)
{
    if (!f)
        return 0;
    if (strcmp(f->action, "cut-before") == 0)
        cut();
    if (strstr(f->action, "-before"))
        die();
    if (strcmp(f->action, "hold") == 0)
        while (hold_path && access(hold_path, F_OK) == 0)
            usleep(1000);
    if (strcmp(f->action, "errno") == 0) {
        errno = f->arg;
        *answer = -1;
        return 1;
    }
    *answer = f->arg;
    return strcmp(f->action, "short") == 0;
}

static void after(struct fault *f)
{
    if (!f)
        return;
    int kept = errno;
    if (strcmp(f->action, "cut-after") == 0)
        cut();
    if (strcmp(f->action, "kill-after") == 0 || strcmp(f->action, "cut-after") == 0)
        die();
    if (strcmp(f->action, "stop-after") == 0)
        raise(SIGSTOP); /* to this thread: it does not get one step further */
    errno = kept;
}

static ssize_t garbled(struct fault *f, int fd, const char *bytes, size_t length)
{
    if (!f || strcmp(f->action, "garble") != 0 || (size_t)f->arg >= length)
        return real_write(fd, bytes, length);
    char *changed = malloc(length);
    memcpy(changed, bytes, length);
    changed[f->arg] ^= 1;
    ssize_t answer = real_write(fd, changed, length);
    free(changed);
    return answer;
}

/* How much of a write the disk has room for; -1 where it is full. */
static ssize_t room_for(const char *path, size_t wanted)
{
    char text[32] = "";
    if (!room_path || !strstr(path, "/meetings/"))
        return wanted;
    int fd = real_open(room_path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return wanted;
    ssize_t length = read(fd, text, sizeof text - 1);
    long room = length > 0 ? atol(text) : 0;
    long taken = (long)wanted < room ? (long)wanted : room;
    length = snprintf(text, sizeof text, "%-12ld", room - taken);
    if (pwrite(fd, text, length, 0) != length)
        abort();
    close(fd);
    errno = ENOSPC;
    return taken > 0 ? taken : -1;
}

static void note_write(int fd, const char *path, const char *bytes, size_t length, long answer)
{
    char ids[4096] = "";
    const char *end = bytes + length, *at = bytes;
    while ((at = memmem(at, end - at, "id:\"01", 6)) && end - at > 30 && strlen(ids) < 4000) {
        strcat(ids, " ");
        strncat(ids, at + 4, 26);
        at += 30;
    }
    note("write %ld %ld %s%s", serial(fd), answer, path, ids);
}

/* --- the calls --------------------------------------------------------------------------- */

ssize_t write(int fd, const void *bytes, size_t length)
{
    char path[PATH_MAX];
    long answer;
    if (!path_of(fd, path)) {
        /* Said only when it has been said: then the log is never ahead of the reader's wish. */
        if (fd == 1 && length > 4 && memcmp(bytes, "ACK ", 4) == 0)
            note("say %.*s", (int)length - 1, (const char *)bytes);
        return real_write(fd, bytes, length);
    }
    pthread_mutex_lock(&mutex);
    struct fault *f = hit("write", path);
    if (!before(f, &answer)) {
        ssize_t room = room_for(path, length);
        answer = room < 0 ? -1 : garbled(f, fd, bytes, room);
        struct file *file = known(fd);
        long end = lseek(fd, 0, SEEK_CUR);
        if (file && answer > 0)
            for (long page = (end - answer) / PAGE; page <= (end - 1) / PAGE && page < PAGES; page++)
                file->dirty[page] = 1;
        after(f);
    }
    int kept = errno;
    note_write(fd, path, bytes, length, answer);
    pthread_mutex_unlock(&mutex);
    errno = kept;
    return answer;
}

static int synced(const char *call, int (*real)(int), int fd)
{
    char path[PATH_MAX];
    long answer;
    if (!path_of(fd, path))
        return real(fd);
    struct fault *f = hit(call, path);
    if (!before(f, &answer)) {
        answer = real(fd);
        struct stat now;
        pthread_mutex_lock(&mutex);
        if (answer == 0 && fstat(fd, &now) == 0 && S_ISDIR(now.st_mode))
            names_are_synced(path);
        else if (answer == 0)
            harden(fd, known(fd));
        pthread_mutex_unlock(&mutex);
        after(f);
    } else if (known(fd) && errno != EINTR) {
        int kept = errno;
        memset(known(fd)->dirty, 0, PAGES);
        errno = kept;
    }
    int kept = errno;
    note("%s %ld %ld %s", call, serial(fd), answer, path);
    errno = kept;
    return answer;
}

int fdatasync(int fd)
{
    return synced("fdatasync", real_fdatasync, fd);
}

int fsync(int fd)
{
    return synced("fsync", real_fsync, fd);
}

int flock(int fd, int operation)
{
    char path[PATH_MAX];
    long answer;
    if (!path_of(fd, path))
        return real_flock(fd, operation);
    struct fault *f = hit("flock", path);
    if (!before(f, &answer)) {
        answer = real_flock(fd, operation);
        after(f);
    }
    return answer;
}

static int opened(const char *path, int flags, mode_t mode)
{
    long answer;
    if (!is_below(path))
        return real_open(path, flags, mode);
    int is_new = access(path, F_OK) != 0;
    struct fault *f = hit("open", path);
    if (!before(f, &answer)) {
        answer = real_open(path, flags, mode);
        int kept = errno;
        pthread_mutex_lock(&mutex);
        if (answer >= 0 && answer < FDS)
            serials[answer] = ++next_serial;
        if ((flags & O_ACCMODE) != O_RDONLY)
            track(answer, path, is_new);
        pthread_mutex_unlock(&mutex);
        errno = kept;
        after(f);
    }
    int kept = errno;
    note("open %ld %ld %s", serial(answer), answer, path);
    errno = kept;
    return answer;
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return opened(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return opened(path, flags, mode);
}

int rename(const char *from, const char *to)
{
    long answer;
    if (!is_below(to))
        return real_rename(from, to);
    struct fault *f = hit("rename", to);
    if (!before(f, &answer)) {
        answer = real_rename(from, to);
        after(f);
    }
    int kept = errno;
    note("rename 0 %ld %s", answer, to);
    errno = kept;
    return answer;
}

int unlink(const char *path)
{
    long answer;
    if (!is_below(path))
        return real_unlink(path);
    struct fault *f = hit("unlink", path);
    if (!before(f, &answer)) {
        answer = real_unlink(path);
        after(f);
    }
    return answer;
}

int mkdir(const char *path, mode_t mode)
{
    long answer;
    if (!is_below(path))
        return real_mkdir(path, mode);
    struct fault *f = hit("mkdir", path);
    if (!before(f, &answer)) {
        answer = real_mkdir(path, mode);
        after(f);
    }
    return answer;
}
