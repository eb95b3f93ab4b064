#!/bin/sh
# sh xtask/debian-toolchain.sh <name> <folder>: of Debian's Rust compiler and the sources of its standard library, makes
# a toolchain that can build for wasm32-unknown-unknown and that rustup knows by the name. Takes one to two minutes; what
# is there and was made by the same compiler is kept.
set -eu
name=$1
home=$2
target=wasm32-unknown-unknown
sysroot=$home/sysroot
version=$(/usr/bin/rustc -vV)
host=$(printf '%s\n' "$version" | sed -n 's/^host: //p')

mkdir -p "$home"
# Two builds at once would make it in the same place.
exec 9>"$home/lock"
flock 9
if [ "$(cat "$home/made-from" 2>/dev/null)" != "$version" ]; then
  echo "Building Rust's standard library for WebAssembly from Debian's sources"
  rm -rf "$home/empty" "$sysroot"
  mkdir -p "$home/empty/src"
  printf '[package]\nname = "empty"\nedition = "2021"\n[workspace]\n' >"$home/empty/Cargo.toml"
  echo '#![no_std]' >"$home/empty/src/lib.rs"
  # `test` is what wasm-bindgen-test links. Without bitcode, link-time optimisation fails later.
  (cd "$home/empty" && env -u CARGO_ENCODED_RUSTFLAGS -u CARGO_TARGET_DIR -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc \
    RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes /usr/bin/cargo build --quiet --release --target "$target" \
    -Z build-std=core,alloc,std,panic_abort,proc_macro,test)

  lib=$sysroot/lib/rustlib
  mkdir -p "$lib/$target/lib" "$lib/$host/bin" "$sysroot/bin"
  cp "$home/empty/target/$target/release/deps/"*.rlib "$lib/$target/lib/"
  rm -f "$lib/$target/lib/"libempty-*
  ln -s "/usr/lib/rustlib/$host/lib" "$lib/$host/lib"
  ln -s /usr/lib/rustlib/src "$lib/src"
  # Debian's compiler comes without the linker for WebAssembly; each of rustup's has it.
  for linker in "$(rustup show home)/toolchains/"*"/lib/rustlib/$host/bin/rust-lld"; do
    if [ -f "$linker" ]; then ln -sf "$linker" "$lib/$host/bin/rust-lld"; fi
  done
  for program in rustc rustdoc; do
    printf '#!/bin/sh\nexec /usr/bin/%s --sysroot "%s" "$@"\n' "$program" "$sysroot" >"$sysroot/bin/$program"
    chmod +x "$sysroot/bin/$program"
  done
  ln -s /usr/bin/cargo "$sysroot/bin/cargo"
  printf '%s\n' "$version" >"$home/made-from"
fi
# Another user's rustup, or a new one, does not know the folder yet.
rustup toolchain link "$name" "$sysroot"
