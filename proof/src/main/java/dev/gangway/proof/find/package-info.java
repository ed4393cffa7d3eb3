/** What a comparison finds: values without behaviour. */
@NullMarked
package dev.gangway.proof.find;

import org.jspecify.annotations.NullMarked;
