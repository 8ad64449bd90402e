"""Parts of the glass benchmarks: one scene drawn by the product and by a browser, and the app as a child process."""
