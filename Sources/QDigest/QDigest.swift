// QDigest
