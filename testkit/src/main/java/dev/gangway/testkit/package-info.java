/** Sample shop, workload generator and comparers. */
@NullMarked
package dev.gangway.testkit;

import org.jspecify.annotations.NullMarked;
