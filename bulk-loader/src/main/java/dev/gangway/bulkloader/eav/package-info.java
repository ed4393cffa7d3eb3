/** The attribute metadata of both shops merged: types, sets, groups, attributes and their places. Pure, in memory. */
@NullMarked
package dev.gangway.bulkloader.eav;

import org.jspecify.annotations.NullMarked;
