/* The fuzz targets' corpus without a fuzzer: each file of the folder (CORPUS, or the arguments) is
 * given to the target once, in memory of exactly its size. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

static int passed, failed;

static void replay_file(const char *path)
{
    struct stat st;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &st)) {
        printf("not ok - %s cannot be read\n", path);
        failed++;
        return;
    }
    uint8_t *bytes = malloc((size_t)st.st_size);
    size_t n = fread(bytes, 1, (size_t)st.st_size, file);
    fclose(file);
    /* said first: a crash is then known by its input */
    printf("# %s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(bytes, n);
    free(bytes);
    passed++;
}

static void replay_folder(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort);
    if (n < 0) {
        printf("not ok - %s cannot be read\n", folder);
        failed++;
    }
    for (int i = 0; i < n; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            replay_file(path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

int main(int argc, char **argv)
{
    if (argc == 1)
        replay_folder(CORPUS);
    for (int i = 1; i < argc; i++)
        replay_file(argv[i]);
    if (passed + failed == 0) {
        printf("not ok - nothing to replay\n");
        failed++;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
