/* An exporter in C: the tables of a report as comma-separated values.
   C99 and the header, nothing else. Build: see README.md. */
#include <string.h>

#include "baocao_exporter.h"

/* ---- what it says of itself ------------------------------------------------------------------------------------ */

static const char DESCRIPTION[] =
    "{\"id\":\"csv\",\"name\":\"Bảng số liệu (CSV)\",\"version\":\"1.0.0\",\"media_type\":\"text/csv\","
    "\"extension\":\"csv\",\"document\":{\"major\":1,\"minor\":1},\"features\":[\"tables\"],"
    "\"options_schema\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}}";

static baocao_bytes bytes(const char *text) {
  baocao_bytes lent;
  lent.ptr = (const uint8_t *)text;
  lent.len = strlen(text);
  return lent;
}

static baocao_status refuse(const baocao_host *host, baocao_status status, const char *code, const char *message,
                            const char *at) {
  baocao_diagnostic diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = BAOCAO_ERROR;
  diagnostic.code = bytes(code);
  diagnostic.message = bytes(message);
  diagnostic.at = bytes(at);
  host->diagnostic(host->context, &diagnostic);
  return status;
}

/* ---- reading JSON ---------------------------------------------------------------------------------------------- */

/* A value is named by its first byte. skip() checks every byte up to the value's end; once it has accepted the whole
   document, the other functions need not look for the end. */

#define DEEPEST 256

static const uint8_t *space(const uint8_t *at, const uint8_t *end) {
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
  return at;
}

static int hex(uint8_t digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

static const uint8_t *skip_string(const uint8_t *at, const uint8_t *end) {
  int i;
  if (at >= end || *at != '"') return NULL;
  for (at++; at < end && *at != '"'; at++) {
    if (*at < 0x20) return NULL;
    if (*at != '\\') continue;
    if (++at >= end || !strchr("\"\\/bfnrtu", *at) || !*at) return NULL;
    for (i = 0; *at == 'u' && i < 4; i++)
      if (at + 1 + i >= end || hex(at[1 + i]) < 0) return NULL;
  }
  return at < end ? at + 1 : NULL;
}

static const uint8_t *digits(const uint8_t *at, const uint8_t *end) {
  if (at >= end || *at < '0' || *at > '9') return NULL;
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at;
}

static const uint8_t *skip_number(const uint8_t *at, const uint8_t *end) {
  if (at < end && *at == '-') at++;
  if (at < end && *at == '0') at++;
  else if (!(at = digits(at, end))) return NULL;
  if (at < end && *at == '.' && !(at = digits(at + 1, end))) return NULL;
  if (at < end && (*at == 'e' || *at == 'E')) {
    if (++at < end && (*at == '+' || *at == '-')) at++;
    at = digits(at, end);
  }
  return at;
}

static const uint8_t *skip(const uint8_t *at, const uint8_t *end, int depth) {
  static const char *const words[] = {"true", "false", "null"};
  uint8_t close;
  int i;
  at = space(at, end);
  if (at >= end || depth > DEEPEST) return NULL;
  if (*at == '"') return skip_string(at, end);
  if (*at == '-' || (*at >= '0' && *at <= '9')) return skip_number(at, end);
  for (i = 0; i < 3; i++) {
    size_t length = strlen(words[i]);
    if ((size_t)(end - at) >= length && !memcmp(at, words[i], length)) return at + length;
  }
  if (*at != '{' && *at != '[') return NULL;
  close = *at == '{' ? '}' : ']';
  at = space(at + 1, end);
  if (at < end && *at == close) return at + 1;
  for (;;) {
    if (close == '}') {
      if (!(at = skip_string(space(at, end), end))) return NULL;
      at = space(at, end);
      if (at >= end || *at++ != ':') return NULL;
    }
    if (!(at = skip(at, end, depth + 1))) return NULL;
    at = space(at, end);
    if (at >= end || (*at != ',' && *at != close)) return NULL;
    if (*at++ == close) return at;
  }
}

typedef struct json { const uint8_t *at, *end; } json;   /* at is NULL where there is no such value */

static json value(const uint8_t *at, const uint8_t *end) {
  json found;
  found.at = at ? space(at, end) : NULL;
  found.end = end;
  return found;
}

static json first(json array) {
  const uint8_t *at;
  if (!array.at || *array.at != '[') return value(NULL, array.end);
  at = space(array.at + 1, array.end);
  return value(*at == ']' ? NULL : at, array.end);
}

static json next(json item) {
  const uint8_t *at = space(skip(item.at, item.end, 0), item.end);
  return value(*at == ',' ? at + 1 : NULL, item.end);
}

/* Keys of the document hold no escapes. */
static json member(json object, const char *key) {
  size_t length = strlen(key);
  const uint8_t *at = object.at;
  if (!at || *at != '{') return value(NULL, object.end);
  at = space(at + 1, object.end);
  while (*at == '"') {
    const uint8_t *after = skip_string(at, object.end);
    int same = (size_t)(after - at) == length + 2 && !memcmp(at + 1, key, length);
    at = space(after, object.end) + 1;
    if (same) return value(at, object.end);
    at = space(skip(at, object.end, 0), object.end);
    if (*at == ',') at = space(at + 1, object.end);
  }
  return value(NULL, object.end);
}

static int is_text(json string, const char *text) {
  size_t length = strlen(text);
  return string.at && *string.at == '"' && (size_t)(string.end - string.at) > length + 1 &&
         !memcmp(string.at + 1, text, length) && string.at[length + 1] == '"';
}

static unsigned long number(json digits_, unsigned long otherwise) {
  unsigned long sum = 0;
  const uint8_t *at = digits_.at;
  if (!at || *at < '0' || *at > '9') return otherwise;
  for (; at < digits_.end && *at >= '0' && *at <= '9' && sum < 100000; at++) sum = sum * 10 + (unsigned long)(*at - '0');
  return sum;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

typedef struct writer {
  const baocao_host *host;
  uint64_t handle, tables;
  baocao_status status;       /* the first that was not BAOCAO_OK; nothing is written after it */
  size_t filled;
  uint8_t buffer[16384];
} writer;

static void flush(writer *to) {
  baocao_bytes data;
  data.ptr = to->buffer;
  data.len = to->filled;
  to->filled = 0;
  if (data.len && to->status == BAOCAO_OK &&
      to->host->output_write(to->host->context, to->handle, data) != BAOCAO_OK)
    to->status = BAOCAO_E_IO;
}

static void put(writer *to, uint8_t byte) {
  if (to->filled == sizeof to->buffer) flush(to);
  to->buffer[to->filled++] = byte;
}

static void put_character(writer *to, uint32_t c) {
  if (c == 0) c = 0xFFFD;     /* programs that read CSV stop at a NUL */
  if (c < 0x80) { put(to, (uint8_t)c); return; }
  if (c < 0x800) put(to, (uint8_t)(0xC0 | c >> 6));
  else {
    if (c < 0x10000) put(to, (uint8_t)(0xE0 | c >> 12));
    else { put(to, (uint8_t)(0xF0 | c >> 18)); put(to, (uint8_t)(0x80 | (c >> 12 & 0x3F))); }
    put(to, (uint8_t)(0x80 | (c >> 6 & 0x3F)));
  }
  put(to, (uint8_t)(0x80 | (c & 0x3F)));
}

static uint32_t unit(const uint8_t *at) {
  return (uint32_t)(hex(at[0]) << 12 | hex(at[1]) << 8 | hex(at[2]) << 4 | hex(at[3]));
}

/* One of the characters behind a backslash; returns the last byte it took. */
static const uint8_t *put_escape(writer *to, const uint8_t *at) {
  static const char from[] = "bfnrt", into[] = "\b\f\n\r\t";
  const char *known = strchr(from, *at);
  uint32_t c;
  if (*at != 'u') {
    put_character(to, known ? (uint32_t)into[known - from] : *at);
    return at;
  }
  c = unit(at + 1);
  at += 4;
  if (c >= 0xD800 && c < 0xDC00 && at[1] == '\\' && at[2] == 'u') {
    uint32_t low = unit(at + 3);
    if (low >= 0xDC00 && low < 0xE000) {
      put_character(to, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
      return at + 6;
    }
  }
  put_character(to, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
  return at;
}

/* Every field stands in quotes: no text can then be taken for a separator. */
static void put_field(writer *to, json text) {
  const uint8_t *at = text.at;
  put(to, '"');
  if (at && *at == '"')
    for (at++; *at != '"'; at++) {
      if (*at != '\\') { put(to, *at); continue; }
      if (*++at == '"') put(to, '"');
      at = put_escape(to, at);
    }
  put(to, '"');
}

static void put_line_end(writer *to) {
  put(to, '\r');
  put(to, '\n');
}

static void put_table(writer *to, json table) {
  json item, cell;
  if (to->tables) put_line_end(to);
  if (to->host->progress(to->host->context, to->tables++, 0, bytes("tables"))) to->status = BAOCAO_E_CANCELLED;
  put_field(to, member(table, "caption"));
  put_line_end(to);
  for (item = first(member(table, "columns")); item.at; item = next(item)) {
    put_field(to, member(item, "label"));
    if (next(item).at) put(to, ',');
  }
  put_line_end(to);
  for (item = first(member(table, "rows")); item.at && to->status == BAOCAO_OK; item = next(item)) {
    for (cell = first(member(item, "cells")); cell.at; cell = next(cell)) {
      unsigned long covered = number(member(cell, "colspan"), 1);
      put_field(to, member(cell, "text"));
      for (; covered > 1; covered--) put(to, ',');
      if (next(cell).at) put(to, ',');
    }
    put_line_end(to);
  }
}

/* Tables stand in the body, in sections and in items of lists. */
static void put_blocks(writer *to, json blocks) {
  json block, item;
  for (block = first(blocks); block.at && to->status == BAOCAO_OK; block = next(block)) {
    json type = member(block, "type");
    if (is_text(type, "table")) put_table(to, block);
    if (is_text(type, "section")) put_blocks(to, member(block, "blocks"));
    if (is_text(type, "list"))
      for (item = first(member(block, "items")); item.at; item = next(item)) put_blocks(to, member(item, "blocks"));
  }
}

/* ---- the five functions ---------------------------------------------------------------------------------------- */

static baocao_status BAOCAO_CALL describe(const baocao_host *host) {
  return host->reply(host->context, bytes(DESCRIPTION));
}

static int instance;          /* there is nothing to remember between calls */

static baocao_status BAOCAO_CALL create(const baocao_host *host, baocao_bytes options, void **self) {
  const uint8_t *end = options.ptr + options.len, *at = space(options.ptr, end);
  int empty = at < end && *at == '{' && (at = space(at + 1, end)) < end && *at == '}';
  if (!empty) return refuse(host, BAOCAO_E_OPTIONS, "csv.options", "this exporter has no options", "options:");
  *self = &instance;
  return BAOCAO_OK;
}

static baocao_status BAOCAO_CALL run(void *self, const baocao_host *host, const baocao_job *job) {
  const uint8_t *end = job->document_json.ptr + job->document_json.len;
  const uint8_t *after = skip(job->document_json.ptr, end, 0);
  json document, annex;
  baocao_output request;
  writer to;
  (void)self;
  if (!after || space(after, end) != end)
    return refuse(host, BAOCAO_E_DOCUMENT, "csv.document", "the document cannot be read", "");
  document = value(job->document_json.ptr, end);
  if (number(member(member(document, "schema"), "major"), 0) != 1)
    return refuse(host, BAOCAO_E_DOCUMENT, "csv.schema", "this exporter reads documents of schema 1", "");

  memset(&request, 0, sizeof request);
  request.size = sizeof request;
  request.media_type = bytes("text/csv");
  request.role = bytes("main");
  to.host = host;
  to.status = BAOCAO_OK;
  to.filled = 0;
  to.tables = 0;
  if (host->output_open(host->context, &request, &to.handle) != BAOCAO_OK) return BAOCAO_E_IO;
  put_character(&to, 0xFEFF); /* spreadsheet programs take it as the sign of UTF-8 */
  put_blocks(&to, member(document, "body"));
  for (annex = first(member(document, "annexes")); annex.at && to.status == BAOCAO_OK; annex = next(annex))
    put_blocks(&to, member(annex, "blocks"));
  flush(&to);
  if (host->output_close(host->context, to.handle, to.status == BAOCAO_OK) != BAOCAO_OK && to.status == BAOCAO_OK)
    to.status = BAOCAO_E_IO;
  return to.status;
}

static void BAOCAO_CALL destroy(void *self) { (void)self; }

static const void *BAOCAO_CALL extension(const char *id) {
  (void)id;
  return NULL;
}

static const baocao_exporter TABLE = {
    sizeof(baocao_exporter), BAOCAO_ABI_MAJOR, BAOCAO_ABI_MINOR, 0, 0, describe, create, run, destroy, extension,
};

BAOCAO_EXPORT const baocao_exporter *BAOCAO_CALL baocao_exporter_v1(void) { return &TABLE; }
