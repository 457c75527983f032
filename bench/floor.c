// The floor: what tree-sitter alone costs. Reads each file named in a list, parses it, drops the tree.
// One thread, one parser, nothing else. doppelint's times are stated as multiples of this one's.
//
//     floor LIST     LIST has one path per line

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tree_sitter/api.h>

const TSLanguage* tree_sitter_python(void);

typedef struct {
    char* text;
    size_t size;
    size_t room;
} Buffer;

static void fail(const char* what, const char* path) {
    fprintf(stderr, "floor: %s %s\n", what, path);
    exit(2);
}

static void read_file(const char* path, Buffer* into) {
    FILE* file = fopen(path, "rb");
    if (file == NULL) fail("cannot open", path);
    if (fseek(file, 0, SEEK_END) != 0) fail("cannot read", path);
    const long size = ftell(file);
    if (size < 0 || size >= (long)UINT32_MAX) fail("cannot read", path);
    rewind(file);
    into->size = (size_t)size;
    if (into->size + 1 > into->room) {
        into->room = into->size + 1;
        free(into->text);
        into->text = malloc(into->room);
        if (into->text == NULL) fail("no memory for", path);
    }
    if (fread(into->text, 1, into->size, file) != into->size) fail("cannot read", path);
    into->text[into->size] = '\0';
    fclose(file);
}

static void parse(TSParser* parser, const Buffer* source, const char* path) {
    TSTree* tree = ts_parser_parse_string(parser, NULL, source->text, (uint32_t)source->size);
    if (tree == NULL) fail("cannot parse", path);
    ts_tree_delete(tree);
}

int main(int argc, char** argv) {
    if (argc != 2) fail("usage: floor", "LIST");
    Buffer list = {0};
    Buffer source = {0};
    read_file(argv[1], &list);

    TSParser* parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_python())) fail("cannot use", "the grammar");
    size_t files = 0;
    size_t bytes = 0;
    for (char* path = strtok(list.text, "\n"); path != NULL; path = strtok(NULL, "\n")) {
        read_file(path, &source);
        parse(parser, &source, path);
        files += 1;
        bytes += source.size;
    }
    printf("%zu files, %zu bytes\n", files, bytes);

    ts_parser_delete(parser);
    free(list.text);
    free(source.text);
    return 0;
}
