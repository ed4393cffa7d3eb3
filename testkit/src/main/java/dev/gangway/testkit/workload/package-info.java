/** Live writes on the sample shop while it is migrated. */
@NullMarked
package dev.gangway.testkit.workload;

import org.jspecify.annotations.NullMarked;
