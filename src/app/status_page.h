/* The status page, status_page.html, compiled into the program by the Makefile. */
#ifndef MT_STATUS_PAGE_H
#define MT_STATUS_PAGE_H

#include <stddef.h>

extern const unsigned char mt_status_page[];
extern const size_t mt_status_page_len;

#endif
