"""The files of the text index: segments, manifest, directory, reader."""
