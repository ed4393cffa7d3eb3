/** The attribute metadata of both shops merged: types, sets, groups, attributes and their places. */
@NullMarked
package dev.gangway.derivations.eav;

import org.jspecify.annotations.NullMarked;
