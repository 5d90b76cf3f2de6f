/* baocao_exporter.h - the boundary between baocao and its exporters, version 1.
   C99, freestanding, no dependencies. The Rust mirror is src/abi.rs; a test compares the two. */
#ifndef BAOCAO_EXPORTER_H
#define BAOCAO_EXPORTER_H
#include <stddef.h>
#include <stdint.h>

#define BAOCAO_ABI_MAJOR 1u
#define BAOCAO_ABI_MINOR 0u

#if defined(_WIN32)
#  define BAOCAO_EXPORT __declspec(dllexport)
#  define BAOCAO_CALL   __cdecl
#else
#  define BAOCAO_EXPORT __attribute__((visibility("default")))
#  define BAOCAO_CALL
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed bytes, not NUL-terminated, valid until the call they were passed to returns. Text is UTF-8. */
typedef struct baocao_bytes { const uint8_t *ptr; uint64_t len; } baocao_bytes;

/* Every struct starts with its size as its sender compiled it. Members are only ever appended. */
#define BAOCAO_HAS(T, p, m) ((p)->size >= offsetof(T, m) + sizeof((p)->m) && (p)->m != 0)

typedef int32_t baocao_status;      /* a value not listed here is read as BAOCAO_E_FAILED */
#define BAOCAO_OK            0
#define BAOCAO_E_FAILED      1      /* diagnostic() said why */
#define BAOCAO_E_OPTIONS     2      /* options refused; diagnostic().at names the key */
#define BAOCAO_E_DOCUMENT    3      /* this document cannot be written in this format */
#define BAOCAO_E_CANCELLED   4
#define BAOCAO_E_IO          5      /* a host callback failed; the host knows why */
#define BAOCAO_E_UNSUPPORTED 6
#define BAOCAO_E_PANIC       7      /* caught inside the exporter */

#define BAOCAO_ERROR 1              /* levels of log() and severities of diagnostic() */
#define BAOCAO_WARN  2
#define BAOCAO_INFO  3
#define BAOCAO_DEBUG 4
#define BAOCAO_TRACE 5

typedef struct baocao_diagnostic {  /* what a report's author reads */
  uint32_t     size;
  int32_t      severity;            /* BAOCAO_ERROR | BAOCAO_WARN | BAOCAO_INFO */
  baocao_bytes code;                /* "pdf.font-missing": stable and documented */
  baocao_bytes message;             /* one line */
  baocao_bytes help;                /* what to do about it; may be empty */
  baocao_bytes at;                  /* "options:/page/size" | "document:/body/12" | empty */
} baocao_diagnostic;

typedef struct baocao_output {
  uint32_t     size;
  uint32_t     flags;               /* 0 */
  baocao_bytes name;                /* relative, '/'-separated, no "..": "images/1.png"; empty for the main output */
  baocao_bytes media_type;
  baocao_bytes role;                /* "main" | "asset" | "attachment" */
} baocao_output;

typedef struct baocao_host {
  uint32_t size;
  uint16_t abi_major, abi_minor;    /* the host's */
  void    *context;                 /* first argument of every callback below */
  /* Callable from any thread of the exporter, from entry into describe, create or run until it returns. */
  void          (BAOCAO_CALL *log)(void *context, int32_t level, baocao_bytes target, baocao_bytes message, baocao_bytes fields_json);
  void          (BAOCAO_CALL *diagnostic)(void *context, const baocao_diagnostic *diagnostic);
  int32_t       (BAOCAO_CALL *progress)(void *context, uint64_t done, uint64_t total, baocao_bytes what); /* not 0: stop, return BAOCAO_E_CANCELLED */
  baocao_status (BAOCAO_CALL *reply)(void *context, baocao_bytes json);                    /* the answer of describe() */
  int64_t       (BAOCAO_CALL *asset_size)(void *context, baocao_bytes id);                 /* below 0: no such asset */
  int64_t       (BAOCAO_CALL *asset_read)(void *context, baocao_bytes id, uint64_t offset, uint8_t *buffer, uint64_t capacity);
  baocao_status (BAOCAO_CALL *output_open)(void *context, const baocao_output *output, uint64_t *handle);
  baocao_status (BAOCAO_CALL *output_write)(void *context, uint64_t handle, baocao_bytes data); /* all or error, appends */
  baocao_status (BAOCAO_CALL *output_close)(void *context, uint64_t handle, int32_t commit);    /* commit 0: throw it away */
  const void   *(BAOCAO_CALL *extension)(void *context, const char *id);                        /* NULL: not there */
} baocao_host;

typedef struct baocao_job {
  uint32_t     size;
  uint32_t     flags;               /* 0 */
  baocao_bytes document_json;       /* the document; one of a later minor version is handed over unchanged */
  baocao_bytes job_json;            /* {"language":"vi"} and later additions */
} baocao_job;

typedef struct baocao_exporter {    /* static, lives as long as the process */
  uint32_t size;
  uint16_t abi_major, abi_minor;    /* of the header it was compiled with */
  uint16_t host_min_minor;          /* lowest host minor it works with */
  uint16_t reserved;                /* 0 */
  baocao_status (BAOCAO_CALL *describe)(const baocao_host *host);              /* no side effects, below 1 s */
  baocao_status (BAOCAO_CALL *create)(const baocao_host *host, baocao_bytes options_json, void **self);
  baocao_status (BAOCAO_CALL *run)(void *self, const baocao_host *host, const baocao_job *job); /* may be called again */
  void          (BAOCAO_CALL *destroy)(void *self);
  const void   *(BAOCAO_CALL *extension)(const char *id);                      /* NULL: not there */
} baocao_exporter;

/* The only exported symbol. A version 2, should it come, is baocao_exporter_v2; a file may export both. */
BAOCAO_EXPORT const baocao_exporter *BAOCAO_CALL baocao_exporter_v1(void);

#ifdef __cplusplus
}
#endif
#endif
