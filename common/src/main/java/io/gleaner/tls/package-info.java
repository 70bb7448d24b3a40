/** TLS to the servers: whom to trust, and who we are, from files. */
@NullMarked
package io.gleaner.tls;

import org.jspecify.annotations.NullMarked;
