/* Peer of edc-ecc.ts: EDC and ECC of mode 1 sectors proved a byte at a time with tables, as programs usually do.
 * Usage: edc-ecc FILE RUNS. Prints MB/s of the fastest run, then how many sectors were wrong. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SECTOR = 2352 };
static uint32_t edc_table[256];
static uint8_t times2[256], divided_by_3[256];

static void make_tables(void) {
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t edc = i;
    for (int bit = 0; bit < 8; bit++) edc = edc >> 1 ^ (edc & 1 ? 0xD8018001u : 0);
    edc_table[i] = edc;
    times2[i] = (uint8_t)(i << 1 ^ (i & 0x80 ? 0x11D : 0));
    divided_by_3[i ^ times2[i]] = (uint8_t)i;
  }
}

/* One parity: `words` words of `length` bytes, the first of word w at (w / 2) * pair + w % 2, `step` apart. */
static int parity_right(const uint8_t *data, const uint8_t *parity, int words, int length, int pair, int step) {
  int size = words * length;
  for (int word = 0; word < words; word++) {
    int at = (word >> 1) * pair + (word & 1);
    uint8_t weighted = 0, sum = 0;
    for (int i = 0; i < length; i++) {
      uint8_t byte = data[at];
      at += step;
      if (at >= size) at -= size;
      weighted = times2[weighted ^ byte];
      sum ^= byte;
    }
    weighted = divided_by_3[times2[weighted] ^ sum];
    if (parity[word] != weighted || parity[word + words] != (weighted ^ sum)) return 0;
  }
  return 1;
}

static int sector_right(const uint8_t *sector) {
  uint32_t edc = 0;
  for (int i = 0; i < 2064; i++) edc = edc >> 8 ^ edc_table[(edc ^ sector[i]) & 0xFF];
  uint32_t stored = sector[2064] | sector[2065] << 8 | sector[2066] << 16 | (uint32_t)sector[2067] << 24;
  return edc == stored && parity_right(sector + 12, sector + 2076, 86, 24, 2, 86) &&
         parity_right(sector + 12, sector + 2248, 52, 43, 86, 88);
}

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[1], "rb") : 0;
  if (!file) return 2;
  fseek(file, 0, SEEK_END);
  long size = ftell(file), count = size / SECTOR, wrong = 0;
  uint8_t *bytes = malloc((size_t)size);
  rewind(file);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) return 2;
  make_tables();
  double best = 1e9;
  for (int run = 0; run < atoi(argv[2]); run++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    wrong = 0;
    for (long i = 0; i < count; i++) wrong += !sector_right(bytes + i * SECTOR);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    if (seconds < best) best = seconds;
  }
  printf("%.1f %ld\n", (double)size / best / 1e6, wrong);
  return 0;
}
