package io.humhelix.bench.html;

/** How the page comes to newer results. */
enum PageMode {
  /** It does not. */
  FINAL,
  /** It loads its file again after some seconds. */
  RELOADED,
  /** It asks the server whether there is a newer one. */
  SERVED
}
