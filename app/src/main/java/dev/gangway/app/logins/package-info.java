/** Which customers can log in to the new shop with the password of the old one. */
@NullMarked
package dev.gangway.app.logins;

import org.jspecify.annotations.NullMarked;
