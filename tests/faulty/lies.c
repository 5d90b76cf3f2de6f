/* A library that breaks its word, each time in the way that LIE says. */
#include <stdlib.h>
#include <string.h>

#include "baocao_exporter.h"

#define NONSENSE 1  /* describes itself in bytes that are nothing */
#define SILENT 2    /* does not describe itself */
#define ENDLESS 3   /* describes itself in more bytes than there are */
#define ABORTS 4    /* aborts while it describes itself */
#define SHORT 5     /* has a table that is shorter than any */
#define NO_TABLE 6  /* has no table */
#define NEWER 7     /* wants a host that does not exist yet */
#define OTHER_ID 8  /* is another exporter than its file's name says */
#define TOO_LONG 9  /* writes more bytes than there are */
#define NOWHERE 10  /* writes to an output that it never opened */
#define TWICE 11    /* closes its output twice */

static const char DESCRIPTION[] =
    "{\"id\":\"" ID "\",\"name\":\"Lies\",\"version\":\"1.0.0\",\"media_type\":\"text/plain\",\"extension\":\"pdf\","
    "\"document\":{\"major\":1,\"minor\":2},\"features\":[],"
    "\"options_schema\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}}";

static baocao_bytes bytes(const char *text, uint64_t length) {
  baocao_bytes lent;
  lent.ptr = (const uint8_t *)text;
  lent.len = length;
  return lent;
}

static baocao_status BAOCAO_CALL describe(const baocao_host *host) {
  if (LIE == NONSENSE) return host->reply(host->context, bytes("\xff\xfe{\x00", 4));
  if (LIE == SILENT) return BAOCAO_OK;
  if (LIE == ENDLESS) return host->reply(host->context, bytes(DESCRIPTION, (uint64_t)1 << 62));
  if (LIE == ABORTS) abort();
  return host->reply(host->context, bytes(DESCRIPTION, sizeof DESCRIPTION - 1));
}

static baocao_status BAOCAO_CALL create(const baocao_host *host, baocao_bytes options_json, void **self) {
  (void)host, (void)options_json, (void)self;
  return BAOCAO_OK;
}

static baocao_status BAOCAO_CALL run(void *self, const baocao_host *host, const baocao_job *job) {
  baocao_output request;
  uint64_t handle = 7;
  (void)self, (void)job;
  memset(&request, 0, sizeof request);
  request.size = sizeof request;
  if (LIE == NOWHERE) {
    host->output_write(host->context, handle, bytes("half a file", 11));
    return BAOCAO_OK;
  }
  host->output_open(host->context, &request, &handle);
  if (LIE == TOO_LONG) host->output_write(host->context, handle, bytes("half a file", (uint64_t)1 << 40));
  host->output_close(host->context, handle, 1);
  if (LIE == TWICE) host->output_close(host->context, handle, 1);
  return BAOCAO_OK;
}

static void BAOCAO_CALL destroy(void *self) { (void)self; }

static const void *BAOCAO_CALL extension(const char *id) {
  (void)id;
  return NULL;
}

static const baocao_exporter TABLE = {
    LIE == SHORT ? 8 : sizeof(baocao_exporter), BAOCAO_ABI_MAJOR, LIE == NEWER ? 7 : BAOCAO_ABI_MINOR,
    LIE == NEWER ? 7 : 0, 0, describe, create, run, destroy, extension,
};

BAOCAO_EXPORT const baocao_exporter *BAOCAO_CALL baocao_exporter_v1(void) {
  return LIE == NO_TABLE ? NULL : &TABLE;
}
