/** Says why a row that differs does so, where that is known. */
@NullMarked
package dev.gangway.proof.judge;

import org.jspecify.annotations.NullMarked;
