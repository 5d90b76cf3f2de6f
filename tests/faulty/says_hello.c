/* A program as an exporter without an interpreter: it writes one line, whatever the report. */
#include <stdio.h>
#include <string.h>

static int skip_line(void) {
  int c;
  while ((c = getchar()) != EOF && c != '\n') {
  }
  return c != EOF;
}

int main(void) {
  puts("{\"baocao\":\"hello\",\"protocol\":1,\"exporter\":{\"id\":\"hello\",\"name\":\"Hello\",\"version\":\"1.0.0\","
       "\"media_type\":\"text/plain\",\"extension\":\"txt\",\"document\":{\"major\":1,\"minor\":2},\"features\":[\"envelope\","
       "\"headings\",\"lists\",\"emphasis\",\"footnotes\",\"tables\",\"merged_headers\",\"landscape\",\"annexes\",\"charts\","
       "\"links\"],\"options_schema\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}}}");
  fflush(stdout);
  while (skip_line()) {
    puts("{\"baocao\":\"write\",\"output\":\"\",\"text\":\"hello\\n\"}");
    puts("{\"baocao\":\"commit\",\"output\":\"\",\"bytes\":6}");
    fflush(stdout);
    if (!skip_line()) break;
    puts("{\"baocao\":\"done\",\"status\":\"ok\"}");
    fflush(stdout);
  }
  return 0;
}
