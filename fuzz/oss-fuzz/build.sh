#!/bin/bash -eu
# Builds the fuzz targets as OSS-Fuzz wants them: programs, dictionaries and seeds in $OUT.
cd "$SRC/datacontract"
cargo fuzz build -O --debug-assertions
cargo run --quiet -p datacontract-tests-properties --example seeds -- "$WORK/seeds"

dictionary() {
  case $1 in
    xml_*) echo xml ;;
    json | drift) echo json ;;
    bodies | uris) echo http ;;
    import_*) echo pages ;;
    spec | merge) echo spec ;;
  esac
}
for file in fuzz/fuzz_targets/*.rs; do
  target=$(basename "$file" .rs)
  cp "fuzz/target/x86_64-unknown-linux-gnu/release/$target" "$OUT/"
  cp "fuzz/dictionaries/$(dictionary "$target").dict" "$OUT/$target.dict"
  zip -jqr "$OUT/${target}_seed_corpus.zip" "$WORK/seeds/$target"
done
