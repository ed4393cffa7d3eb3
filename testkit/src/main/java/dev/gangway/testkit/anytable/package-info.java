/** Random valid statements for every table of a plan, whatever the shop's tables are; what they write follows from a seed. */
@NullMarked
package dev.gangway.testkit.anytable;

import org.jspecify.annotations.NullMarked;
