# cmake -DOUT=<file.cc> -DDIR=<folder> -DFILES=<file>,... -P embed_page.cmake
# Writes the page's files into one C++ file, as arrays of bytes.
string(REPLACE "," ";" FILES "${FILES}")
set(arrays "")
set(rows "")
foreach(file ${FILES})
  file(READ ${DIR}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(MAKE_C_IDENTIFIER "${file}" name)
  string(APPEND arrays "constexpr char ${name}[] = {${bytes}};\n")
  set(path "/${file}")
  if(file STREQUAL "index.html")
    set(path "/")
  endif()
  if(file MATCHES "\\.html$")
    set(type "text/html; charset=utf-8")
  elseif(file MATCHES "\\.css$")
    set(type "text/css; charset=utf-8")
  elseif(file MATCHES "\\.svg$")
    set(type "image/svg+xml")
  else()
    set(type "text/javascript; charset=utf-8")
  endif()
  string(APPEND rows "    {\"${path}\", \"${type}\", {${name}, sizeof ${name}}},\n")
endforeach()
file(WRITE ${OUT} "#include <algorithm>

#include \"adapters/sandbox/page.h\"

namespace baton::sandbox {
namespace {

${arrays}
constexpr PageFile files[] = {
${rows}};

}  // namespace

std::optional<PageFile> page_file(std::string_view path) {
  const auto found = std::ranges::find(files, path, &PageFile::path);
  if (found == std::end(files)) return std::nullopt;
  return *found;
}

}  // namespace baton::sandbox
")
