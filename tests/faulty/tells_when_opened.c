/* A library that writes the file PROOF as soon as it is opened, before anybody calls it. */
#include <stdio.h>

__attribute__((constructor)) static void tell(void) {
  FILE *proof = fopen(PROOF, "w");
  if (proof) fclose(proof);
}
