/** What the users of both databases must be allowed to do, and whether they are. */
@NullMarked
package dev.gangway.app.rights;

import org.jspecify.annotations.NullMarked;
